#include "pipeline/speech_options.h"

namespace earwitness::pipeline {

speech::EngineOptions speech_engine_options(const SpeechSettings& settings) {
    speech::EngineOptions options;
    options.engine = settings.engine;
    options.url = settings.url;
    options.model = settings.model;
    options.timeout_s = settings.timeout_seconds;
    options.piece_s = settings.piece_seconds;
    if (!settings.key.empty()) options.authorization = "Bearer " + settings.key;
    return options;
}

}  // namespace earwitness::pipeline
