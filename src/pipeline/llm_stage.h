// The stage behind all others, where the user asks for it: a language model reads an episode, and what of its answers
// the transcript bears out is kept beside the findings. Answers that were had lie under work/llm/ in the archive, so
// that a run that was killed, or ended by its budget, asks for none of them again.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "llm/reading.h"
#include "pipeline/services.h"

namespace earwitness::pipeline {

// What the settings and docs/taxonomy.md say; without cache, budget and a way to stop.
llm::ReadingOptions reading_options(const LlmSettings& settings);

// The hash of all that the stage depends on.
std::string llm_stage_key(const LlmSettings& settings, const store::EpisodeRecord& episode);

// Where the answers about an episode are kept.
std::filesystem::path answers_folder(const std::filesystem::path& archive, const std::string& episode_id);

// As the archive keeps them.
std::vector<store::RefusedAddition> refused_records(const std::vector<llm::Refused>& refused);

struct LlmPlan {
    std::size_t episodes = 0;  // due
    llm::ReadingEstimate asked;
};

// What run_llm over the shows and episodes of these names (all where there is none) would ask for, at most; `asked`:
// RunOptions::llm. Reads every analysis that is due.
Result<LlmPlan> plan_llm(const Services& services, const std::vector<std::string>& names, bool asked);

}  // namespace earwitness::pipeline
