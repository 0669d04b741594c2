// Short pieces out of an audio file, as files of their own: packets are copied, nothing is decoded or encoded again.
// Called by cli/ for `publish site --clips`. Deterministic: the same file and range give the same bytes.
//
// How exact: packets are whole, so a clip begins up to one packet (10 to 60 ms; WAV and FLAC up to .1 s) early and ends
// up to one late; lossy codecs get 80 ms more before the beginning, which their decoders need to settle. Times are
// those of decode.h. A file is read once, from its start to the last clip's end: no index of a stranger's is believed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "earwitness/result.h"

namespace earwitness::audio {

struct ClipRange {
    std::int64_t begin_ms = 0, end_ms = 0;
};

struct Clips {
    std::string ending;              // ".mp3", ".m4a" (AAC), ".ogg" (Opus, Vorbis), ".flac", ".wav" (PCM)
    std::vector<std::string> files;  // one a range, in their order; "" where the range is empty or beyond the end
};

inline constexpr std::int64_t kMostClipMs = 600'000;  // a longer range is cut short

// Holds the clips in memory, nothing else of the file. Errors as of probe(); kUnsupported also where there is no file
// format for clips of this codec.
Result<Clips> cut_clips(const std::filesystem::path& path, const std::vector<ClipRange>& ranges);

}  // namespace earwitness::audio
