#include "llm/asking.h"

#include "base/files.h"
#include "base/hash.h"

namespace earwitness::llm {

using nlohmann::json;

std::filesystem::path Asker::file_of(const Asking& asking) const {
    base::Sha256 hash;
    const auto& m = options_.model;
    for (const std::string_view field : {std::string_view("answer/1"), asking.version, std::string_view(m.provider),
                                         std::string_view(m.model), std::string_view(asking.prompt)})
        hash.add_field(field);
    hash.add_field(std::to_string(m.answer_tokens));
    return options_.work / (hash.hex() + ".json");
}

std::optional<json> Asker::find(const Asking& asking) const {
    if (options_.work.empty()) return {};
    const auto bytes = base::read_file(file_of(asking), std::size_t{8} << 20);
    if (!bytes) return {};
    json value = json::parse(*bytes, nullptr, false);
    if (value.is_discarded() || !check_schema(value, asking.schema)) return {};
    return value;
}

Status Asker::keep(const Asking& asking, const json& value) const {
    if (options_.work.empty()) return {};
    return base::write_file_atomic(file_of(asking), value.dump(-1, ' ', false, json::error_handler_t::replace));
}

Result<Answer> Asker::paid(const Asking& asking) {
    if (options_.allow)
        if (auto allowed = options_.allow(asking.tokens, options_.model.answer_tokens); !allowed) {
            over_ = true;
            return allowed.error();
        }
    auto answer = model_->ask({asking.system, asking.prompt, asking.schema, options_.cancelled});
    if (!answer && answer.error().code != ErrorCode::kMalformed) over_ = true;
    return answer;
}

Answered Asker::ask(const Asking& asking) {
    Answered out;
    if ((out.value = find(asking))) {
        out.kept = true;
        return out;
    }
    if (over_ || (options_.cancelled != nullptr && options_.cancelled->load())) return out;
    // What is broken is asked for once more, and paid for once more.
    auto answer = paid(asking);
    if (!answer && answer.error().code == ErrorCode::kMalformed && !over_) answer = paid(asking);
    if (!answer) {
        out.error = answer.error();
        return out;
    }
    out.value = std::move(answer->value);
    out.tokens_in = answer->tokens_in;
    out.tokens_out = answer->tokens_out;
    if (auto done = keep(asking, *out.value); !done) out.error = done.error();
    return out;
}

}  // namespace earwitness::llm
