#include "speech/doubtful.h"

#include <algorithm>

#include "speech/heard_words.h"

namespace earwitness::speech {
namespace {

constexpr std::size_t kLongestRound = 24, kLeastRounds = 4, kLeastWords = 12;
constexpr std::int64_t kGapMs = 5'000, kLeastMs = 500, kAroundMs = 300;

struct Place {
    std::size_t segment;
    TextWord word;
};

// How many words from `at` on repeat the `round` words before them, without a break.
std::size_t repeated(const std::vector<Place>& words, std::size_t at, std::size_t round) {
    std::size_t i = at;
    while (i < words.size() && words[i].word.plain == words[i - round].word.plain) ++i;
    return i - at;
}

std::int64_t time_at(const HeardSegment& segment, bool end) {
    if (end) return segment.end_ms.value_or(segment.start_ms.value_or(0));
    return segment.start_ms.value_or(segment.end_ms.value_or(0));
}

}  // namespace

void drop_loops(std::vector<HeardSegment>& segments, std::vector<HearingWarning>& warnings) {
    std::vector<Place> words;
    for (std::size_t s = 0; s < segments.size(); ++s)
        for (auto& word : text_words(segments[s].text)) words.push_back({s, std::move(word)});
    // From each segment what is kept of it; loops go over segments' ends.
    std::vector<std::vector<std::pair<std::size_t, std::size_t>>> dropped(segments.size());
    for (std::size_t at = 0; at < words.size(); ++at) {
        for (std::size_t round = 1; round <= kLongestRound && at + round < words.size(); ++round) {
            const std::size_t more = repeated(words, at + round, round);
            if (more < (kLeastRounds - 1) * round || more + round < kLeastWords) continue;
            const std::size_t first = at + round, last = first + more - 1;
            for (std::size_t i = first; i <= last;) {
                std::size_t end = i;
                while (end < last && words[end + 1].segment == words[i].segment) ++end;
                dropped[words[i].segment].emplace_back(words[i].word.begin, words[end].word.end);
                i = end + 1;
            }
            warnings.push_back(
                {"loop", time_at(segments[words[first].segment], false), time_at(segments[words[last].segment], true)});
            at = last;
            break;
        }
    }
    std::vector<HeardSegment> kept;
    for (std::size_t s = 0; s < segments.size(); ++s) {
        if (dropped[s].empty()) {
            kept.push_back(std::move(segments[s]));
            continue;
        }
        std::size_t from = 0;
        for (std::size_t i = 0; i <= dropped[s].size(); ++i) {
            const std::size_t to = i < dropped[s].size() ? dropped[s][i].first : segments[s].text.size();
            HeardSegment part = segments[s];
            keep_text(part, from, std::max(from, to));
            if (!text_words(part.text).empty()) kept.push_back(std::move(part));
            if (i < dropped[s].size()) from = dropped[s][i].second;
        }
    }
    segments = std::move(kept);
}

void drop_words_in_silence(std::vector<HeardSegment>& segments, const std::vector<Interval>& speech,
                           std::vector<HearingWarning>& warnings) {
    std::erase_if(segments, [&](const HeardSegment& segment) {
        if (!segment.start_ms || !segment.end_ms || *segment.end_ms - *segment.start_ms < kLeastMs) return false;
        const Interval around{*segment.start_ms - kAroundMs, *segment.end_ms + kAroundMs};
        if (overlap_ms({around}, speech) > 0) return false;
        warnings.push_back({"silence", *segment.start_ms, *segment.end_ms});
        return true;
    });
}

std::vector<Interval> worded_intervals(const std::vector<HeardSegment>& segments) {
    std::vector<Interval> all, out;
    for (const auto& segment : segments)
        if (segment.start_ms && segment.end_ms && *segment.end_ms > *segment.start_ms)
            all.push_back({*segment.start_ms, *segment.end_ms});
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.begin_ms < b.begin_ms; });
    for (const auto& next : all) {
        if (!out.empty() && next.begin_ms <= out.back().end_ms)
            out.back().end_ms = std::max(out.back().end_ms, next.end_ms);
        else
            out.push_back(next);
    }
    return out;
}

void note_gaps(const std::vector<Interval>& speech, const std::vector<Interval>& worded,
               std::vector<HearingWarning>& warnings) {
    std::size_t w = 0;
    for (const auto& run : speech) {
        std::int64_t from = run.begin_ms;
        while (w < worded.size() && worded[w].end_ms <= from) ++w;
        for (std::size_t i = w; from < run.end_ms; ++i) {
            const bool more = i < worded.size() && worded[i].begin_ms < run.end_ms;
            const std::int64_t to = more ? worded[i].begin_ms : run.end_ms;
            if (to - from >= kGapMs) warnings.push_back({"gap", from, to});
            if (!more) break;
            from = std::max(from, worded[i].end_ms);
        }
    }
}

}  // namespace earwitness::speech
