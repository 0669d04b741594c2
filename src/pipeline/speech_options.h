// Settings to what speech/ takes.
#pragma once

#include "pipeline/settings.h"
#include "speech/engines.h"

namespace earwitness::pipeline {

speech::EngineOptions speech_engine_options(const SpeechSettings& settings);

}  // namespace earwitness::pipeline
