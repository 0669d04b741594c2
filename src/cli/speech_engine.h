// The transcription engine that a command works with: the settings of earwitness.toml, and over them what was typed.
#pragma once

#include <string>

#include "cli/command.h"
#include "pipeline/settings.h"
#include "speech/engines.h"

namespace earwitness::cli {

struct SpeechChoice {
    std::string engine, url, model, language, key_env;  // "" = as set
    bool channels = false;
};

void add_speech_options(CLI::App& command, SpeechChoice& choice);

// Puts the choice over the settings and fetches the key from the environment. kInvalidArgument where the variable is
// not set.
Status apply_speech_choice(const SpeechChoice& choice, pipeline::SpeechSettings& settings);

}  // namespace earwitness::cli
