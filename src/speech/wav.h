// PCM as a WAV file, which every transcription server can read.
#pragma once

#include <span>
#include <string>

namespace earwitness::speech {

// Mono, 16 kHz, 16 bits: the header of 44 bytes and two bytes a sample.
std::string wav_16k(std::span<const float> samples);

}  // namespace earwitness::speech
