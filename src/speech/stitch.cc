#include "speech/stitch.h"

#include <algorithm>

#include "speech/heard_words.h"

namespace earwitness::speech {
namespace {

constexpr std::size_t kSeamWords = 60;  // looked at on each side of a shared stretch

using Time = std::optional<std::int64_t>;

// A time in the whole; nothing where it lies outside of the piece by more than a recogniser's rounding.
Time placed(const Time& time, const HeardPiece& piece) {
    constexpr std::int64_t kSlackMs = 1'000;
    const std::int64_t length = piece.end_ms - piece.begin_ms;
    if (!time || *time < -kSlackMs || *time > length + kSlackMs) return {};
    return piece.begin_ms + std::clamp<std::int64_t>(*time, 0, length);
}

void place(HeardSegment& segment, const HeardPiece& piece) {
    segment.start_ms = placed(segment.start_ms, piece);
    segment.end_ms = placed(segment.end_ms, piece);
    for (auto& word : segment.words) {
        word.start_ms = placed(word.start_ms, piece);
        word.end_ms = placed(word.end_ms, piece);
        if (word.start_ms && word.end_ms && *word.end_ms < *word.start_ms) word.end_ms.reset();
    }
    for (const auto& word : segment.words) {
        if (!segment.start_ms) segment.start_ms = word.start_ms;
        if (word.end_ms && (!segment.end_ms || (segment.start_ms && *segment.end_ms < *segment.start_ms)))
            segment.end_ms = word.end_ms;
    }
    if (segment.start_ms && segment.end_ms && *segment.end_ms < *segment.start_ms) segment.end_ms.reset();
}

struct SeamWord {
    std::size_t segment;
    TextWord word;
};

std::vector<SeamWord> last_words(const std::vector<HeardSegment>& segments) {
    std::vector<SeamWord> out;
    for (std::size_t s = segments.size(); s-- > 0 && out.size() < kSeamWords;) {
        auto words = text_words(segments[s].text);
        for (std::size_t w = words.size(); w-- > 0 && out.size() < kSeamWords;) out.push_back({s, std::move(words[w])});
    }
    std::reverse(out.begin(), out.end());
    return out;
}

std::vector<SeamWord> first_words(const std::vector<HeardSegment>& segments) {
    std::vector<SeamWord> out;
    for (std::size_t s = 0; s < segments.size() && out.size() < kSeamWords; ++s)
        for (auto& word : text_words(segments[s].text))
            if (out.size() < kSeamWords) out.push_back({s, std::move(word)});
    return out;
}

struct Run {
    std::size_t tail = 0, head = 0, length = 0;
};

// The longest row of words that both have; of equal ones that nearest to the end of the one and the start of the other.
Run longest_common_run(const std::vector<SeamWord>& tail, const std::vector<SeamWord>& head) {
    Run best;
    std::vector<std::size_t> before(head.size() + 1, 0), row(head.size() + 1, 0);
    for (std::size_t i = 0; i < tail.size(); ++i) {
        for (std::size_t j = 0; j < head.size(); ++j) {
            row[j + 1] = tail[i].word.plain == head[j].word.plain ? before[j] + 1 : 0;
            const std::size_t length = row[j + 1];
            if (length == 0 || length < best.length) continue;
            const std::size_t head_at = j + 1 - length;
            if (length > best.length || head_at <= best.head) best = {i + 1 - length, head_at, length};
        }
        std::swap(before, row);
    }
    const bool weak = best.length == 1 && tail[best.tail].word.plain.size() < 5;
    return weak ? Run() : best;
}

void cut_end(std::vector<HeardSegment>& segments, std::size_t segment, std::size_t end) {
    segments.resize(segment + 1);
    keep_text(segments.back(), 0, end);
    if (segments.back().text.empty()) segments.pop_back();
}

void cut_begin(std::vector<HeardSegment>& segments, std::size_t segment, std::size_t begin) {
    segments.erase(segments.begin(), segments.begin() + static_cast<std::ptrdiff_t>(segment));
    keep_text(segments.front(), begin, segments.front().text.size());
    if (segments.front().text.empty()) segments.erase(segments.begin());
}

// Nothing in common was heard: each side keeps what lies on its side of the middle.
void part_by_time(std::int64_t middle, std::vector<HeardSegment>& before, std::vector<HeardSegment>& after) {
    while (!before.empty() && before.back().start_ms && *before.back().start_ms >= middle) before.pop_back();
    if (!before.empty() && !before.back().words.empty()) {
        const auto places = places_of_words(before.back());
        const auto& words = before.back().words;
        for (std::size_t w = 0; w < words.size(); ++w)
            if (places[w] != std::string::npos && words[w].start_ms && *words[w].start_ms >= middle) {
                cut_end(before, before.size() - 1, places[w]);
                break;
            }
    }
    while (!after.empty() && after.front().end_ms && *after.front().end_ms <= middle) after.erase(after.begin());
    if (!after.empty() && !after.front().words.empty()) {
        const auto places = places_of_words(after.front());
        const auto& words = after.front().words;
        for (std::size_t w = words.size(); w-- > 0;)
            if (places[w] != std::string::npos && words[w].start_ms && *words[w].start_ms < middle) {
                cut_begin(after, 0, places[w] + words[w].text.size());
                break;
            }
    }
}

void part(const HeardPiece& piece, std::vector<HeardSegment>& before, std::vector<HeardSegment>& after) {
    const auto tail = last_words(before), head = first_words(after);
    if (tail.empty() || head.empty()) return;
    const Run run = longest_common_run(tail, head);
    if (run.length == 0) return part_by_time(piece.begin_ms + piece.shared_ms / 2, before, after);
    const SeamWord& last = tail[run.tail + run.length - 1];
    const SeamWord& same = head[run.head + run.length - 1];
    const std::size_t end = last.word.end, begin = same.word.end, segment = same.segment;
    cut_end(before, last.segment, end);
    cut_begin(after, segment, begin);
}

}  // namespace

void stitch(HeardPiece&& piece, std::vector<HeardSegment>& out) {
    auto& segments = piece.heard.segments;
    std::erase_if(segments, [](const auto& s) { return text_words(s.text).empty() && s.words.empty(); });
    for (auto& segment : segments) {
        if (text_words(segment.text).empty())
            for (const auto& word : segment.words) segment.text += (segment.text.empty() ? "" : " ") + word.text;
        place(segment, piece);
    }
    // A server that gives the text alone: it was said somewhere in the piece.
    if (segments.size() == 1 && !segments[0].start_ms) {
        segments[0].start_ms = piece.begin_ms;
        segments[0].end_ms = piece.end_ms;
    }
    if (piece.shared_ms > 0) part(piece, out, segments);
    std::move(segments.begin(), segments.end(), std::back_inserter(out));
}

}  // namespace earwitness::speech
