#include "pipeline/queued_work.h"

#include <nlohmann/json.hpp>

#include "base/hash.h"

namespace earwitness::pipeline {
namespace {

using nlohmann::ordered_json;

std::optional<store::Stage> stage_from(std::string_view name) {
    for (int i = 0; i < store::kStages; ++i)
        if (store::stage_name(static_cast<store::Stage>(i)) == name) return static_cast<store::Stage>(i);
    return {};
}

}  // namespace

queue::Entry queue_entry(const QueuedWork& work, int attempts) {
    const std::string stage(store::stage_name(work.stage));
    base::Sha256 id;
    for (const auto& field : {work.episode, stage, work.key, std::to_string(attempts)}) id.add_field(field);
    const ordered_json body = {{"episode", work.episode},   {"stage", stage},      {"key", work.key},
                               {"producer", work.producer}, {"audio", work.audio}, {"only_due", work.only_due}};
    return {stage, id.hex(), body.dump(-1, ' ', false, ordered_json::error_handler_t::replace)};
}

std::optional<QueuedWork> parse_queued_work(std::string_view body) {
    const auto json = ordered_json::parse(body, nullptr, false);
    if (!json.is_object()) return {};
    QueuedWork work;
    const auto text = [&](const char* name, std::string& out) {
        const auto found = json.find(name);
        if (found == json.end() || !found->is_string()) return false;
        out = found->get<std::string>();
        return true;
    };
    std::string stage;
    if (!text("episode", work.episode) || !text("stage", stage) || !text("key", work.key) ||
        !text("producer", work.producer))
        return {};
    const auto known = stage_from(stage);
    if (!known) return {};
    work.stage = *known;
    const auto flag = [&](const char* name) { return json.contains(name) && json[name] == true; };
    work.audio = flag("audio");
    work.only_due = flag("only_due");
    return work;
}

}  // namespace earwitness::pipeline
