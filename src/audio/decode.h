// Any audio file to what speech engines take: mono, 16 kHz, 32-bit float samples in [-1, 1]. Called by
// speech/ and pipeline/. Streams: memory does not grow with the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>

#include "earwitness/result.h"

namespace earwitness::audio {

inline constexpr int kSampleRate = 16'000;

struct DecodeRange {
    std::int64_t begin_ms = 0;
    std::int64_t end_ms = -1;  // -1 = to the end
};

// Hands the samples over in order, in pieces of at most one second. A `sink` that answers false ends the decoding
// early, which is not an error. Returns how many samples were handed over. Damaged packets are skipped; the rest is
// decoded. kNotFound, kIo, kMalformed, kUnsupported as of probe(); kMalformed also where not one sample could be
// decoded.
Result<std::int64_t> decode_mono_16k(const std::filesystem::path& path, const DecodeRange& range,
                                     const std::function<bool(std::span<const float>)>& sink);

// The same of a recording with two channels, which stay apart: left, right, left, right ... Pieces are of whole pairs,
// at most a second; returned is the number of pairs. kUnsupported where the recording has not two channels.
Result<std::int64_t> decode_stereo_16k(const std::filesystem::path& path, const DecodeRange& range,
                                       const std::function<bool(std::span<const float>)>& sink);

}  // namespace earwitness::audio
