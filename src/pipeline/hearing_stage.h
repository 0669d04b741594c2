// The transcript stage where no publisher gives one, and the times of one that has none: the episode's audio through a
// speech engine.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "earwitness/result.h"
#include "pipeline/services.h"

namespace earwitness::pipeline {

// The hash of all that the stage depends on: engine, model, language, and which audio.
std::string hearing_stage_key(const SpeechSettings& settings, const store::ShowRecord& show,
                              const store::EpisodeRecord& episode);

// Puts the speakers onto words with times: of the RTTM file beside the episode, else of the channels where the settings
// ask for it. Labels that are there stay. kNotFound, kIo, kMalformed of the RTTM file.
Status label_speakers(const Services& services, const store::EpisodeRecord& episode, const std::filesystem::path& audio,
                      Transcript& transcript);

// The same for times lent to a publisher's transcript; `transcript_stage_key` is what that one was finished with.
std::string times_stage_key(const std::string& hearing_key, const std::string& transcript_stage_key);

// Pieces that are done are kept under work/ in the archive until the transcript is; a run that was killed asks for none
// of them again. `budget_spent` is set where the limit of the run, and nothing else, ended the work.
Result<Transcript> hear_episode(const Services& services, const store::ShowRecord& show,
                                const store::EpisodeRecord& episode, const std::filesystem::path& audio,
                                const std::string& key, bool& budget_spent);

// After the transcript was written: the pieces are of no more use.
void forget_pieces(const Services& services, const std::string& key);

struct HearingPlan {
    std::size_t episodes = 0, for_times = 0;  // without a transcript; with one that has no times
    std::size_t unknown = 0;                  // of both, how many do not say how long they are
    std::int64_t ms = 0;
};

// What a run over the shows and episodes of these names (all where there is none) would have to hear, by what the feeds
// say. Transcripts that are yet to be fetched may turn out to have no times; they are not in it.
Result<HearingPlan> plan_hearing(const Services& services, const std::vector<std::string>& names);

}  // namespace earwitness::pipeline
