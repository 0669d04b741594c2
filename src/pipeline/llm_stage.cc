#include "pipeline/llm_stage.h"

#include "analysis/entities/categories.h"
#include "base/hash.h"
#include "pipeline/episode_run.h"
#include "pipeline/run.h"

namespace earwitness::pipeline {
namespace {

using store::Stage;
using store::StageState;

// Cleared by `llm remove`, and nobody asks for it again.
bool is_unwanted(const store::StageRecord& record, bool asked) {
    return record.key == store::kNoModelKey && record.state == StageState::kDone && !asked;
}

// Other episodes would come to the same: the server is not there, or will not have us. One request alone may be too
// long for it.
bool is_the_servers(const Error& error) {
    if (error.code == ErrorCode::kRefused) return error.message.find("answers 400") == std::string::npos;
    return error.code != ErrorCode::kTooLarge && error.code != ErrorCode::kIo;
}

}  // namespace

std::vector<store::RefusedAddition> refused_records(const std::vector<llm::Refused>& refused) {
    std::vector<store::RefusedAddition> out;
    out.reserve(refused.size());
    for (const auto& one : refused) out.push_back({one.kind, one.reason, one.text, one.detail});
    return out;
}

llm::ReadingOptions reading_options(const LlmSettings& settings) {
    llm::ReadingOptions out;
    out.model.provider = settings.provider;
    out.model.url = settings.url;
    out.model.model = settings.model;
    out.model.key = settings.key;
    out.model.timeout_s = settings.timeout_seconds;
    out.model.context_tokens = settings.context_tokens;
    out.model.answer_tokens = settings.answer_tokens;
    for (int type = 0; type < kEntityTypes; ++type)
        out.categories[static_cast<std::size_t>(type)] =
            analysis::entities::categories_of(static_cast<EntityType>(type));
    return out;
}

std::string llm_stage_key(const LlmSettings& settings, const store::EpisodeRecord& episode) {
    base::Sha256 hash;
    hash.add_field("llm/1");
    const std::string questions = llm::questions_version();
    for (const auto* field :
         {&episode.transcript_key, &episode.analysis_key, &settings.provider, &settings.model, &questions})
        hash.add_field(*field);
    hash.add_field(std::to_string(settings.context_tokens));
    hash.add_field(std::to_string(settings.answer_tokens));
    return hash.hex();
}

std::filesystem::path answers_folder(const std::filesystem::path& archive, const std::string& episode_id) {
    return archive / "work" / "llm" / base::sha256_hex(episode_id).substr(0, 32);
}

EpisodeOutcome EpisodeRun::read_with_model() {
    if (!read_stages() || episode_.analysis_key.empty() || !services_.make_language_model) return std::move(outcome_);
    const auto stage = stages_.find(Stage::kLlm);
    if (stage != stages_.end() && is_unwanted(stage->second, options_.llm)) return std::move(outcome_);
    const std::string key = llm_stage_key(services_.settings.llm, episode_);
    if (is_due(Stage::kLlm, key)) llm(key);
    return std::move(outcome_);
}

void EpisodeRun::llm(const std::string& key) {
    const auto analysis = services_.archive.analysis(episode_.row);
    if (!analysis) return static_cast<void>(wrote(analysis.error()));
    if (!*analysis) return;
    const auto model = services_.make_language_model();
    if (!model) return fail(Stage::kLlm, key, model.error());
    llm::ReadingOptions reading = reading_options(services_.settings.llm);
    reading.work = answers_folder(services_.archive.folder(), episode_.id);
    reading.jobs = static_cast<std::size_t>(services_.settings.max_parallel_per_host);
    reading.cancelled = services_.cancelled;
    std::atomic<bool> budget_spent{false};
    if (services_.llm_budget != nullptr)
        reading.allow = [&](std::int64_t in, std::int64_t out) {
            Status allowed = services_.llm_budget->take(in, out);
            if (!allowed) budget_spent = true;
            return allowed;
        };
    llm::Additions additions = llm::read_talk(**analysis, **model, reading);
    llm::read_overview(**analysis, **model, reading, additions);
    if (services_.is_cancelled()) return;
    const Error* stopped = nullptr;  // by the budget or the server; else some answers are no good
    for (const Error& failure : additions.failures)
        if (stopped == nullptr && failure.code != ErrorCode::kMalformed) stopped = &failure;
    if (budget_spent && stopped != nullptr)
        return wait(Stage::kLlm, "", "waits for the language model: " + stopped->message);
    if (stopped != nullptr) {
        if (services_.llm_budget != nullptr && is_the_servers(*stopped)) services_.llm_budget->close(*stopped);
        return fail(Stage::kLlm, key, *stopped);
    }
    const bool whole = additions.failures.empty();
    if (additions.read > 0 && !wrote(services_.archive.finish_additions(
                                  episode_.row, whole ? key : "", episode_.analysis_key,
                                  llm::model_additions(**analysis, additions), refused_records(additions.refused))))
        return;
    outcome_.read_by_model += additions.read > 0;
    if (whole) return;
    const std::size_t lacking = additions.pieces - additions.read;
    fail(Stage::kLlm, key,
         in_context(std::to_string(lacking) + " of " + std::to_string(additions.pieces) + " answers were no good",
                    additions.failures.front()));
}

Result<LlmPlan> plan_llm(const Services& services, const std::vector<std::string>& names, bool asked) {
    LlmPlan plan;
    auto episodes = chosen_episodes(services, names);
    if (!episodes) return episodes.error();
    llm::ReadingOptions reading = reading_options(services.settings.llm);
    for (const auto& episode : *episodes) {
        if (episode.analysis_key.empty() || services.is_cancelled()) continue;
        const auto stages = services.archive.stages(episode.row);
        if (!stages) return stages.error();
        const std::string key = llm_stage_key(services.settings.llm, episode);
        bool due = true;
        for (const auto& stage : *stages)
            if (stage.stage == Stage::kLlm)
                due = !is_unwanted(stage, asked) && (stage.state != StageState::kDone || stage.key != key);
        if (!due) continue;
        const auto analysis = services.archive.analysis(episode.row);
        if (!analysis) return analysis.error();
        if (!*analysis) continue;
        reading.work = answers_folder(services.archive.folder(), episode.id);
        const auto estimate = llm::estimate_reading(**analysis, reading);
        ++plan.episodes;
        plan.asked.requests += estimate.requests;
        plan.asked.tokens_in += estimate.tokens_in;
        plan.asked.tokens_out += estimate.tokens_out;
    }
    return plan;
}

}  // namespace earwitness::pipeline
