#include "pipeline/hearing_stage.h"

#include <map>

#include "base/hash.h"
#include "pipeline/transcript_stage.h"
#include "speech/transcribe.h"

namespace earwitness::pipeline {
namespace {

namespace fs = std::filesystem;

std::string language_of(const SpeechSettings& settings, const store::ShowRecord& show) {
    return settings.language.empty() ? show.show.language : settings.language;
}

fs::path work_folder(const Services& services, const std::string& key) {
    return services.archive.folder() / "work" / key.substr(0, 32);
}

}  // namespace

std::string hearing_stage_key(const SpeechSettings& settings, const store::ShowRecord& show,
                              const store::EpisodeRecord& episode) {
    base::Sha256 hash;
    hash.add_field("hearing/1");
    const std::string language = language_of(settings, show);
    const std::string audio = !episode.local_audio.empty() ? episode.local_audio
                              : episode.episode.enclosure  ? episode.episode.enclosure->url
                                                           : std::string();
    for (const auto* field : {&settings.engine, &settings.model, &language, &audio}) hash.add_field(*field);
    return hash.hex();
}

Result<Transcript> hear_episode(const Services& services, const store::ShowRecord& show,
                                const store::EpisodeRecord& episode, const fs::path& audio, const std::string& key,
                                bool& budget_spent) {
    auto engine = services.make_speech_engine();
    if (!engine) return engine.error();
    speech::TranscribeOptions options;
    options.language = language_of(services.settings.speech, show);
    options.work = work_folder(services, key);
    options.cancelled = services.cancelled;
    options.allow = [&](std::int64_t ms) -> Status {
        if (services.speech_budget == nullptr) return {};
        Status allowed = services.speech_budget->take(ms);
        budget_spent = !allowed;
        return allowed;
    };
    auto transcript = speech::transcribe(audio, **engine, options);
    if (!transcript && budget_spent) return in_context(episode.id, transcript.error());
    return transcript;
}

void forget_pieces(const Services& services, const std::string& key) {
    std::error_code code;
    fs::remove_all(work_folder(services, key), code);
}

Result<HearingPlan> plan_hearing(const Services& services) {
    HearingPlan plan;
    if (!services.make_speech_engine) return plan;
    auto shows = services.archive.shows();
    if (!shows) return shows.error();
    std::map<std::int64_t, const store::ShowRecord*> show_of;
    for (const auto& show : *shows) show_of[show.row] = &show;
    auto episodes = services.archive.episodes();
    if (!episodes) return episodes.error();
    for (const auto& episode : *episodes) {
        const bool has_audio = !episode.local_audio.empty() || episode.episode.enclosure;
        if (!episode.transcript_key.empty() || !has_audio) continue;
        if (waits_for(*show_of.at(episode.show_row), episode).empty()) continue;
        ++plan.episodes;
        plan.ms += episode.episode.duration_ms.value_or(0);
        plan.unknown += !episode.episode.duration_ms;
    }
    return plan;
}

}  // namespace earwitness::pipeline
