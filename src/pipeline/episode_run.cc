#include "pipeline/episode_run.h"

#include "base/hash.h"
#include "pipeline/audio_description.h"
#include "pipeline/episode_audio.h"
#include "pipeline/episode_meta.h"
#include "pipeline/hearing_stage.h"
#include "pipeline/schedule.h"
#include "pipeline/transcript_stage.h"
#include "search/indexer.h"
#include "speech/lend_times.h"

namespace earwitness::pipeline {

using store::Stage;
using store::StageState;

namespace {

// Begins the key of chapters that were found in the audio, before the audio's hash.
constexpr std::string_view kAudioChaptersKey = "in-audio:";

// Audio that is kept and audio that is only to be heard are two things to have done.
std::string audio_stage_key(const std::string& url, bool to_hear) {
    base::Sha256 hash;
    hash.add_field(to_hear ? "audio-to-hear/1" : "audio/1");
    hash.add_field(url);
    return hash.hex();
}

}  // namespace

EpisodeOutcome work_on_episode(const Services& services, const RunOptions& options, const store::ShowRecord& show,
                               store::EpisodeRecord episode, EpisodeOutcome (EpisodeRun::*stages)()) {
    EpisodeOutcome outcome;
    outcome.title = episode.episode.title;
    const auto claim = services.archive.claim("episode/" + episode.id);
    if (!claim) return outcome.fatal = claim.error(), outcome;
    if (!*claim) return outcome.elsewhere = true, outcome;
    if (services.archive.shared()) {
        // What another process did before it let go.
        auto again = services.archive.find_episode(episode.id);
        if (!again) return outcome.fatal = again.error(), outcome;
        if (!*again) return outcome;  // it is gone
        episode = std::move(**again);
    }
    EpisodeRun one(services, options, show, std::move(episode));
    return (one.*stages)();
}

bool EpisodeRun::read_stages() {
    outcome_.title = episode_.episode.title;
    auto stages = services_.archive.stages(episode_.row);
    if (!stages) return wrote(stages.error());
    for (auto& stage : *stages) stages_[stage.stage] = std::move(stage);
    return true;
}

EpisodeOutcome EpisodeRun::go() {
    if (!read_stages()) return std::move(outcome_);
    const bool has_transcript = transcript();
    if (!stopped() && has_transcript) times();
    if (!stopped()) chapters();
    if (!stopped()) audio();
    if (!stopped()) chapters_in_the_audio();
    if (!stopped()) drop_audio_that_was_only_heard();
    if (!stopped() && has_transcript && !services_.is_cancelled() && analysis()) index();
    return std::move(outcome_);
}

bool EpisodeRun::transcript() {
    auto key = transcript_stage_key(show_, episode_);
    if (!key) {
        if (key.error().code == ErrorCode::kNotFound) return file_is_gone();
        fail(Stage::kTranscript, "", key.error());
        return !episode_.transcript_key.empty();
    }
    // A transcript that was had once stays when its link goes away.
    if (const std::string reason = waits_for(show_, episode_); !reason.empty()) return hear(reason);
    if (!is_due(Stage::kTranscript, *key)) return !episode_.transcript_key.empty();
    auto obtained = obtain_transcript(services_, show_, episode_);
    if (!obtained) {
        fail(Stage::kTranscript, *key, obtained.error());
        return !outcome_.fatal && !episode_.transcript_key.empty();
    }
    if (!wrote(services_.archive.finish_transcript(episode_.row, *key, obtained->transcript, obtained->url)))
        return false;
    note_done(Stage::kTranscript, *key);
    ++outcome_.transcripts;
    return read_again();
}

// The local transcript was renamed or taken away. What was read of it stays.
bool EpisodeRun::file_is_gone() {
    const bool had = !episode_.transcript_key.empty();
    file_gone_ = true;
    if (!had || episode_.listed)
        wait(Stage::kTranscript, "",
             episode_.local_transcript + ": no such file any more" + (had ? "; what was read of it stays" : "") +
                 "; put it back, or `earwitness remove " + episode_.id + "`");
    return had;
}

bool EpisodeRun::read_again() {
    auto again = services_.archive.find_episode(episode_.id);
    if (!again || !*again) return wrote(again ? Status() : Status(again.error())) && false;
    episode_ = std::move(**again);
    return true;
}

void EpisodeRun::chapters() {
    if (episode_.episode.chapters_url.empty()) return forget_linked_chapters();
    const std::string key = chapters_stage_key(episode_.episode);
    if (!is_due(Stage::kChapters, key)) return;
    const auto chapters = obtain_chapters(services_, show_, episode_.episode);
    if (!chapters) return fail(Stage::kChapters, key, chapters.error());
    if (!wrote(services_.archive.finish_chapters(episode_.row, key, *chapters))) return;
    episode_.publisher_chapters = *chapters;
    ++outcome_.chapters;
}

// A link that the feed has no more.
void EpisodeRun::forget_linked_chapters() {
    const auto stage = stages_.find(Stage::kChapters);
    if (episode_.publisher_chapters.empty() || stage == stages_.end() ||
        stage->second.key.starts_with(kAudioChaptersKey))
        return;
    if (!wrote(services_.archive.finish_chapters(episode_.row, "", {}))) return;
    episode_.publisher_chapters.clear();
}

// Chapters inside the audio, where neither the feed nor its link gives any. They stay when the audio goes.
void EpisodeRun::chapters_in_the_audio() {
    const auto& episode = episode_.episode;
    if (!episode.enclosure || !episode.chapters_url.empty() || !episode.chapters.empty()) return;
    const auto medium = audio_in_media();
    if (!medium || outcome_.fatal) return;
    const std::string key = std::string(kAudioChaptersKey) + medium->sha256;
    if (!is_due(Stage::kChapters, key)) return;
    const auto chapters = chapters_in_audio(services_.archive.folder() / medium->path);
    if (!wrote(services_.archive.finish_chapters(episode_.row, key, chapters))) return;
    episode_.publisher_chapters = chapters;
    outcome_.chapters += !chapters.empty();
}

// Keeps the audio where the user asks for it. Local audio stays where it is.
void EpisodeRun::audio() {
    const auto& enclosure = episode_.episode.enclosure;
    if (!enclosure || !(options_.audio || services_.settings.keep_audio) || !episode_.local_audio.empty()) return;
    const std::string key = audio_stage_key(enclosure->url, false);
    if (audio_failed_ || !is_due(Stage::kAudio, key)) return;
    // What was fetched to be heard is kept as it is.
    const auto there = audio_in_media();
    if (outcome_.fatal) return;
    if (there ? keep_audio(*there, key) : fetch_audio(key).has_value()) ++outcome_.audio;
}

std::optional<store::Medium> EpisodeRun::audio_in_media() {
    if (episode_.audio_sha256.empty() || episode_.audio_url != episode_.episode.enclosure->url) return {};
    auto medium = services_.archive.medium(episode_.audio_sha256);
    if (!medium) return wrote(medium.error()), std::nullopt;
    std::error_code code;
    if (!*medium || !std::filesystem::exists(services_.archive.folder() / (*medium)->path, code)) return {};
    return std::move(*medium);
}

bool EpisodeRun::keep_audio(const store::Medium& medium, const std::string& key) {
    const std::string& url = episode_.episode.enclosure->url;
    if (!wrote(services_.archive.finish_audio(episode_.row, key, medium, url))) return false;
    episode_.audio_sha256 = medium.sha256;
    episode_.audio_url = url;
    note_done(Stage::kAudio, key);
    return true;
}

std::optional<store::Medium> EpisodeRun::fetch_audio(const std::string& key) {
    const auto audio = obtain_audio(services_, show_, *episode_.episode.enclosure);
    if (!audio) {
        audio_failed_ = true;
        fail(Stage::kAudio, key, audio.error());
        return {};
    }
    auto medium = services_.archive.keep_medium(audio->file, audio->type, audio->move);
    if (!medium) return wrote(medium.error()), std::nullopt;
    if (!keep_audio(*medium, key)) return {};
    return std::move(*medium);
}

std::optional<std::filesystem::path> EpisodeRun::audio_to_hear() {
    if (!episode_.local_audio.empty()) return episode_.local_audio;
    auto there = audio_in_media();
    const std::string key = audio_stage_key(episode_.episode.enclosure->url, true);
    const auto stage = stages_.find(Stage::kAudio);
    const bool was_done = stage != stages_.end() && stage->second.state == StageState::kDone;  // and was lost
    if (!there && !outcome_.fatal && (was_done || is_due(Stage::kAudio, key))) there = fetch_audio(key);
    if (!there) return {};
    return services_.archive.folder() / there->path;
}

bool EpisodeRun::hear(const std::string& why_no_transcript) {
    const bool had = !episode_.transcript_key.empty();
    if (!can_hear()) {
        if (!had) wait(Stage::kTranscript, "", why_no_transcript);
        return had;
    }
    const std::string key = hearing_stage_key(services_.settings.speech, show_, episode_);
    if (!is_due(Stage::kTranscript, key)) {
        if (stopped()) return had;
        // A run that was killed right after it wrote the transcript left the pieces.
        if (stages_[Stage::kTranscript].state == StageState::kDone) forget_pieces(services_, key);
        return had;
    }
    const auto file = audio_to_hear();
    if (!file) return !outcome_.fatal && had;
    bool budget_spent = false;
    auto transcript = hear_episode(services_, show_, episode_, *file, key, budget_spent);
    if (transcript)
        if (auto labelled = label_speakers(services_, episode_, *file, *transcript); !labelled)
            transcript = labelled.error();
    if (!transcript) {
        if (budget_spent)
            wait(Stage::kTranscript, "", "waits for transcription: " + transcript.error().message);
        else
            fail(Stage::kTranscript, key, transcript.error());
        return !outcome_.fatal && had;
    }
    const std::string source = episode_.local_audio.empty() ? episode_.episode.enclosure->url : episode_.local_audio;
    if (!wrote(services_.archive.finish_transcript(episode_.row, key, *transcript, source))) return false;
    forget_pieces(services_, key);
    ++outcome_.transcripts;
    ++outcome_.heard;
    return read_again();
}

void EpisodeRun::times() {
    // What an engine heard has its times.
    if (file_gone_ || !can_hear() || !services_.settings.speech.fill_times || !waits_for(show_, episode_).empty())
        return;
    const std::string key =
        times_stage_key(hearing_stage_key(services_.settings.speech, show_, episode_), stages_[Stage::kTranscript].key);
    if (!is_due(Stage::kTimes, key)) {
        if (stopped()) return;
        if (stages_[Stage::kTimes].state == StageState::kDone) return forget_pieces(services_, key);
        times_open_ = true;
        return;
    }
    auto transcript = services_.archive.transcript(episode_.transcript_key);
    if (!transcript) return static_cast<void>(wrote(transcript.error()));
    if (!*transcript) return;  // the analysis says so
    if (!speech::lacks_times(**transcript))
        return static_cast<void>(wrote(services_.archive.finish_times(episode_.row, key, nullptr)));
    times_open_ = true;
    const auto file = audio_to_hear();
    if (!file) return;
    bool budget_spent = false;
    const auto heard = hear_episode(services_, show_, episode_, *file, key, budget_spent);
    if (!heard) {
        if (budget_spent) return wait(Stage::kTimes, "", "waits for the times of its words: " + heard.error().message);
        return fail(Stage::kTimes, key, heard.error());
    }
    auto timed = speech::lend_times(std::move(**transcript), *heard);
    if (!timed) return fail(Stage::kTimes, key, in_context(file->string(), timed.error()));
    if (auto labelled = label_speakers(services_, episode_, *file, *timed); !labelled)
        return fail(Stage::kTimes, key, labelled.error());
    if (!wrote(services_.archive.finish_times(episode_.row, key, &*timed))) return;
    times_open_ = false;
    forget_pieces(services_, key);
    ++outcome_.timed;
    read_again();
}

// Audio that was fetched for the engine alone goes when it was heard.
void EpisodeRun::drop_audio_that_was_only_heard() {
    const auto stage = stages_.find(Stage::kAudio);
    if (!episode_.episode.enclosure || stage == stages_.end() || episode_.transcript_key.empty() || times_open_) return;
    if (stage->second.key != audio_stage_key(episode_.episode.enclosure->url, true)) return;
    if (options_.audio || services_.settings.keep_audio) return;
    wrote(services_.archive.drop_audio(episode_.row));
}

bool EpisodeRun::analysis() {
    if (services_.engine == nullptr) return false;
    EpisodeMeta meta = episode_meta(show_, episode_);
    base::Sha256 hash;
    hash.add_field("analysis/5");
    hash.add_field(services_.engine->fingerprint());
    hash.add_field(episode_.transcript_key);
    for (const auto* field : {&meta.title, &meta.show, &meta.notes, &meta.link}) hash.add_field(*field);
    hash.add_field(meta.published_at ? std::to_string(*meta.published_at) : "");
    hash.add_field(meta.duration_ms ? std::to_string(*meta.duration_ms) : "");
    for (const auto& person : meta.persons)
        for (const auto* field : {&person.name, &person.role, &person.group}) hash.add_field(*field);
    hash.add_field("names");
    for (const auto& name : meta.known_names) hash.add_field(name);
    hash.add_field("chapters");
    for (const auto& chapter : meta.chapters) {
        hash.add_field(std::to_string(chapter.start_ms));
        hash.add_field(chapter.title);
    }
    const std::string key = hash.hex();
    if (!is_due(Stage::kAnalysis, key)) return !episode_.analysis_key.empty();
    auto transcript = services_.archive.transcript(episode_.transcript_key);
    if (!transcript) return wrote(transcript.error());
    if (!*transcript)
        return wrote(make_error(ErrorCode::kCorrupt,
                                episode_.id + ": its transcript is missing from the archive; run `earwitness doctor`"));
    const Analysis analysis = services_.engine->analyze(std::move(**transcript), std::move(meta));
    if (!wrote(services_.archive.finish_analysis(episode_.row, key, analysis))) return false;
    episode_.analysis_key = key;
    ++outcome_.analysed;
    return true;
}

void EpisodeRun::index() {
    base::Sha256 hash;
    hash.add_field(search::kIndexVersion);
    hash.add_field(episode_.transcript_key);
    hash.add_field(episode_.analysis_key);
    const std::string key = hash.hex();
    if (!is_due(Stage::kIndex, key)) return;
    auto transcript = services_.archive.transcript(episode_.transcript_key);
    if (!transcript) return static_cast<void>(wrote(transcript.error()));
    if (!*transcript) return;
    const auto analysis = services_.archive.analysis(episode_.row);
    if (!analysis) return static_cast<void>(wrote(analysis.error()));
    // Speakers are found by their names, where the labels of the transcript are none.
    Transcript named = std::move(**transcript);
    for (std::size_t i = 0; *analysis && i < named.speakers.size(); ++i)
        named.speakers[i].name = speaker_name(**analysis, static_cast<int>(i));
    if (wrote(services_.archive.finish_index(episode_.row, key, search::index_transcript(named)))) ++outcome_.indexed;
}

bool EpisodeRun::is_due(Stage stage, const std::string& key) {
    if (!looks_due(stage, key)) return false;
    if (!planning_) return true;
    const auto before = stages_.find(stage);
    const bool failed = before != stages_.end() && before->second.state == StageState::kFailed;
    if (!outcome_.due) outcome_.due = DueStage{stage, key, failed ? before->second.attempts : 0};
    return false;
}

bool EpisodeRun::looks_due(Stage stage, const std::string& key) {
    const auto found = stages_.find(stage);
    if (found == stages_.end() || found->second.key != key) return true;
    const auto& record = found->second;
    if (record.state == StageState::kDone) return false;
    if (record.state == StageState::kFailed && options_.only_due && record.retry_at &&
        *record.retry_at > services_.clock.now_s()) {
        outcome_.failures.push_back(open_stage(stage, record.reason));
        outcome_.failures.back().retry_at = record.retry_at;
        return false;
    }
    return true;
}

void EpisodeRun::note_done(Stage stage, const std::string& key) {
    store::StageRecord& record = stages_[stage];
    record.stage = stage;
    record.state = StageState::kDone;
    record.key = key;
}

void EpisodeRun::fail(Stage stage, const std::string& key, const Error& error) {
    if (error.code == ErrorCode::kCancelled) return;
    store::StageRecord record;
    record.episode_row = episode_.row;
    record.stage = stage;
    record.state = StageState::kFailed;
    record.key = key;
    record.reason = error.message;
    const auto before = stages_.find(stage);
    record.attempts =
        before != stages_.end() && before->second.state == StageState::kFailed ? before->second.attempts + 1 : 1;
    record.retry_at = services_.clock.now_s() + std::max(back_off_s(record.attempts), error.retry_after_s);
    outcome_.failures.push_back(open_stage(stage, record.reason));
    outcome_.failures.back().retry_at = record.retry_at;
    wrote(services_.archive.note_stage(record));
}

void EpisodeRun::wait(Stage stage, const std::string& key, const std::string& reason) {
    outcome_.waiting.push_back(open_stage(stage, reason));
    const auto before = stages_.find(stage);
    if (before != stages_.end() && before->second.state == StageState::kWaiting && before->second.key == key &&
        before->second.reason == reason)
        return;
    store::StageRecord record;
    record.episode_row = episode_.row;
    record.stage = stage;
    record.state = StageState::kWaiting;
    record.key = key;
    record.reason = reason;
    wrote(services_.archive.note_stage(record));
}

bool EpisodeRun::wrote(const Status& status) {
    if (!status) outcome_.fatal = status.error();
    return status.has_value();
}

OpenStage EpisodeRun::open_stage(Stage stage, std::string reason) const {
    return {episode_.id, episode_.episode.title, std::string(store::stage_name(stage)), std::move(reason), {}};
}

}  // namespace earwitness::pipeline
