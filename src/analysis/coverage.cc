#include "analysis/coverage.h"

#include <algorithm>

namespace earwitness::analysis {

std::optional<Coverage> coverage_of(const Transcript& transcript, const EpisodeMeta& meta) {
    std::vector<TimeRange> said;
    for (const Segment& segment : transcript.segments) {
        if (segment.span.begin == segment.span.end) continue;
        if (!segment.start_ms || !segment.end_ms) return {};
        said.push_back({*segment.start_ms, std::max(*segment.start_ms, *segment.end_ms)});
    }
    if (said.empty()) return {};
    std::sort(said.begin(), said.end(), [](const TimeRange& l, const TimeRange& r) { return l.start_ms < r.start_ms; });
    Coverage coverage;
    std::int64_t at = 0, silent = 0;
    const auto silence_until = [&](std::int64_t end) {
        if (end - at < kLeastGapMs) return;
        coverage.gaps.push_back({at, end});
        silent += end - at;
    };
    for (const TimeRange& range : said) {
        silence_until(range.start_ms);
        at = std::max(at, range.end_ms);
    }
    coverage.audio_ms = std::max(at, meta.duration_ms.value_or(0));
    silence_until(coverage.audio_ms);
    if (coverage.audio_ms > 0)
        coverage.share = 1 - static_cast<double>(silent) / static_cast<double>(coverage.audio_ms);
    return coverage;
}

}  // namespace earwitness::analysis
