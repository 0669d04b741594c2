// All stages of one episode, in their order: the one place that knows it. Used by run.cc, on any thread.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/run.h"

namespace earwitness::pipeline {

// A stage that has to be run, and how often it has failed before.
struct DueStage {
    store::Stage stage = store::Stage::kTranscript;
    std::string key;
    int attempts = 0;
};

struct EpisodeOutcome {
    std::optional<DueStage> due;  // of plan(): the first
    bool elsewhere = false;       // another process works on it: nothing was done

    std::size_t transcripts = 0, heard = 0, timed = 0, chapters = 0, audio = 0, analysed = 0, indexed = 0,
                read_by_model = 0;
    std::vector<OpenStage> failures, waiting;
    std::optional<Error> fatal;  // the archive failed: the run cannot go on
    std::string title;

    bool changed() const { return transcripts + timed + chapters + audio + analysed + indexed > 0; }
};

class EpisodeRun {
  public:
    EpisodeRun(const Services& services, const RunOptions& options, const store::ShowRecord& show,
               store::EpisodeRecord episode)
        : services_(services), options_(options), show_(show), episode_(std::move(episode)) {}

    EpisodeOutcome go();
    // The stage kLlm alone (llm_stage.cc).
    EpisodeOutcome read_with_model();

    // Does nothing that takes its time: says what go() would begin with. What waits is noted as go() notes it.
    EpisodeOutcome plan() {
        planning_ = true;
        return go();
    }

  private:
    bool stopped() const { return outcome_.fatal || outcome_.due; }
    bool read_stages();  // false where the archive failed
    void llm(const std::string& key);
    bool transcript();  // each is false where the stages behind it cannot run
    void times();       // of a publisher's transcript that has none
    void chapters();
    void forget_linked_chapters();
    void chapters_in_the_audio();
    bool read_again();  // the episode's record, after a stage changed it
    bool file_is_gone();
    bool hear(const std::string& why_no_transcript);
    bool can_hear() const {
        return services_.make_speech_engine && (!episode_.local_audio.empty() || episode_.episode.enclosure);
    }
    // The file that an engine is given, fetched where it is not there; nothing where that failed or backs off.
    std::optional<std::filesystem::path> audio_to_hear();
    void audio();
    // The enclosure's audio where it lies in media/; nothing where it does not.
    std::optional<store::Medium> audio_in_media();
    // The enclosure's audio into media/; nothing where that failed.
    std::optional<store::Medium> fetch_audio(const std::string& key);
    // The audio stage is done with this; false where the archive failed.
    bool keep_audio(const store::Medium& medium, const std::string& key);
    void drop_audio_that_was_only_heard();
    bool analysis();
    void index();

    // True where the stage is to be run now: it is due, and this is no plan, which notes it.
    bool is_due(store::Stage stage, const std::string& key);
    // Not finished with this key, and not backing off.
    bool looks_due(store::Stage stage, const std::string& key);
    void note_done(store::Stage stage, const std::string& key);
    void fail(store::Stage stage, const std::string& key, const Error& error);
    void wait(store::Stage stage, const std::string& key, const std::string& reason);
    // Remembers a failure of the archive; false where there was one.
    bool wrote(const Status& status);
    OpenStage open_stage(store::Stage stage, std::string reason) const;

    const Services& services_;
    const RunOptions& options_;
    const store::ShowRecord& show_;
    store::EpisodeRecord episode_;
    std::map<store::Stage, store::StageRecord> stages_;
    EpisodeOutcome outcome_;
    bool planning_ = false;
    bool audio_failed_ = false;  // once a run is enough
    bool times_open_ = false;    // the audio will be heard again
    bool file_gone_ = false;     // the local transcript
};

// `stages` (go, read_with_model) of an episode, claimed for this process where others may write as well.
EpisodeOutcome work_on_episode(const Services& services, const RunOptions& options, const store::ShowRecord& show,
                               store::EpisodeRecord episode, EpisodeOutcome (EpisodeRun::*stages)());

}  // namespace earwitness::pipeline
