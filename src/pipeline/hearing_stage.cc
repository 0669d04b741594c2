#include "pipeline/hearing_stage.h"

#include "base/hash.h"
#include "pipeline/run.h"
#include "pipeline/speaker_labels.h"
#include "pipeline/transcript_stage.h"
#include "speech/lend_times.h"
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
    if (settings.channels) hash.add_field("channels");
    // One that cannot be read fails when it is put onto the words.
    if (const auto rttm = rttm_hash(episode); !rttm || !rttm->empty()) hash.add_field(rttm ? *rttm : "unreadable");
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

Status label_speakers(const Services& services, const store::EpisodeRecord& episode, const fs::path& audio,
                      Transcript& transcript) {
    if (const auto rttm = rttm_beside(episode); !rttm.empty()) return label_by_rttm(rttm, transcript);
    if (!services.settings.speech.channels) return {};
    Status labelled = label_by_channels(audio, transcript);
    // One episode of a show may be mono: its words count all the same.
    return !labelled && labelled.error().code == ErrorCode::kUnsupported ? Status() : labelled;
}

std::string times_stage_key(const std::string& hearing_key, const std::string& transcript_stage_key) {
    base::Sha256 hash;
    for (const auto& field : {std::string("times/1"), hearing_key, transcript_stage_key}) hash.add_field(field);
    return hash.hex();
}

void forget_pieces(const Services& services, const std::string& key) {
    std::error_code code;
    fs::remove_all(work_folder(services, key), code);
}

namespace {

// True where the episode's transcript is a publisher's, is there, and waits for an engine's times.
Result<bool> waits_for_times(const Services& services, const store::ShowRecord& show,
                             const store::EpisodeRecord& episode) {
    if (!services.settings.speech.fill_times || !waits_for(show, episode).empty()) return false;
    auto stages = services.archive.stages(episode.row);
    if (!stages) return stages.error();
    std::string transcript_key;
    const store::StageRecord* times = nullptr;
    for (const auto& stage : *stages) {
        if (stage.stage == store::Stage::kTranscript) transcript_key = stage.key;
        if (stage.stage == store::Stage::kTimes) times = &stage;
    }
    const std::string key = times_stage_key(hearing_stage_key(services.settings.speech, show, episode), transcript_key);
    if (times != nullptr && times->key == key && times->state == store::StageState::kDone) return false;
    auto transcript = services.archive.transcript(episode.transcript_key);
    if (!transcript) return transcript.error();
    return *transcript && speech::lacks_times(**transcript);
}

}  // namespace

Result<HearingPlan> plan_hearing(const Services& services, const std::vector<std::string>& names) {
    HearingPlan plan;
    if (!services.make_speech_engine) return plan;
    const auto chosen = chosen_with_shows(services, names);
    if (!chosen) return chosen.error();
    for (const auto& episode : chosen->episodes) {
        const store::ShowRecord& show = chosen->shows.at(episode.show_row);
        if (episode.local_audio.empty() && !episode.episode.enclosure) continue;
        if (episode.transcript_key.empty()) {
            if (waits_for(show, episode).empty()) continue;
            ++plan.episodes;
        } else {
            const auto waits = waits_for_times(services, show, episode);
            if (!waits) return waits.error();
            if (!*waits) continue;
            ++plan.for_times;
        }
        plan.ms += episode.episode.duration_ms.value_or(0);
        plan.unknown += !episode.episode.duration_ms;
    }
    return plan;
}

}  // namespace earwitness::pipeline
