// Which part of the audio has words: what a reader must know before taking silence for absence. Called by the engine.
#pragma once

#include <optional>

#include "earwitness/episode.h"
#include "earwitness/findings.h"

namespace earwitness::analysis {

inline constexpr std::int64_t kLeastGapMs = 10'000;  // shorter pauses belong to talk

// Absent where a segment with words has no times, or there is none. The audio is as long as `meta` says, and at least
// as long as the transcript: what lies behind the last words is a gap as well. O(n log n).
std::optional<Coverage> coverage_of(const Transcript& transcript, const EpisodeMeta& meta);

}  // namespace earwitness::analysis
