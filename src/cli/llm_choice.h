// The language model that a command asks: what earwitness.toml says, what was typed over it, and the key from the
// environment. Used by `llm read`, `run` and `watch`.
#pragma once

#include <string>

#include "cli/command.h"
#include "pipeline/run.h"

namespace earwitness::cli {

struct LlmChoice {
    std::string provider, url, model, key_env;
};

void add_llm_options(CLI::App& command, LlmChoice& choice);

// kInvalidArgument where no model is chosen, or its key is not in the environment.
Status apply_llm_choice(const LlmChoice& choice, pipeline::LlmSettings& settings);

// Says what a run will ask for, asks, and adds to the summary.
Status run_llm(const pipeline::Services& services, const pipeline::RunOptions& options, pipeline::RunSummary& summary,
               Context& context);

}  // namespace earwitness::cli
