// `run`: brings episodes through their stages (transcript, its times, chapters, audio, analysis, index). A stage whose
// key (the hash of its inputs, options and version) is the one it was finished with is left alone; each finished stage
// is written in one transaction, so that a killed run goes on where it was. Episodes are worked on by several threads;
// what the archive holds afterwards does not depend on how many.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "earwitness/result.h"
#include "pipeline/services.h"

namespace earwitness::pipeline {

struct RunOptions {
    std::vector<std::string> names;  // ids of shows or episodes; empty = everything
    std::size_t jobs = 1;
    bool audio = false;     // download audio although no stage needs it (--audio)
    bool only_due = false;  // leave failures alone until their back-off has passed (watch does)
    bool llm = false;       // run_llm was asked for: it also reads again what `llm remove` has cleared (--llm)
};

// What one stage of one episode came to, where it is not done.
struct OpenStage {
    std::string episode, title;
    std::string stage;
    std::string reason;
    std::optional<std::int64_t> retry_at;
};

struct RunSummary {
    std::size_t episodes = 0;                                                         // looked at
    std::size_t up_to_date = 0;                                                       // nothing was to be done
    std::size_t elsewhere = 0;                                                        // another process works on them
    std::size_t heard = 0;                                                            // of the transcripts
    std::size_t timed = 0;                                                            // were lent times by an engine
    std::size_t transcripts = 0, chapters = 0, audio = 0, analysed = 0, indexed = 0;  // stages finished now
    std::size_t read_by_model = 0;             // episodes that a language model has read now (run_llm)
    std::vector<OpenStage> failures, waiting;  // by episode id, those of run_llm behind the others
    bool cancelled = false;
};

// The episodes of the named shows and episodes, each once, in the archive's order; all where nothing is named.
// kNotFound for a name that is neither.
Result<std::vector<store::EpisodeRecord>> chosen_episodes(const Services& services,
                                                          const std::vector<std::string>& names);

// The same with their shows, by row. One that went or came while this was read is left out.
struct EpisodesAndShows {
    std::vector<store::EpisodeRecord> episodes;
    std::map<std::int64_t, store::ShowRecord> shows;
};
Result<EpisodesAndShows> chosen_with_shows(const Services& services, const std::vector<std::string>& names);

// kNotFound for a name that is no show and no episode; errors of the archive end the run.
Result<RunSummary> run(const Services& services, const RunOptions& options);

// Reads episodes with a language model, behind everything else, so that a slow or dead server keeps nothing waiting:
// what it adds to their findings (llm/reading.h) is kept beside them. One episode after the other, so that a budget
// finishes some rather than beginning all. Adds to the summary of run(). Errors as run()'s.
Status run_llm(const Services& services, const RunOptions& options, RunSummary& summary);

}  // namespace earwitness::pipeline
