#include "search/snippet.h"

#include <algorithm>
#include <set>

#include "text/sentences.h"

namespace earwitness::search {
namespace {

constexpr std::size_t kWantedBytes = 240;  // a snippet grows to about so much
constexpr std::size_t kMostBytes = 480;

// A sentence, or the part of one that a segment holds.
struct Piece {
    Span span;
    int speaker = kNoSpeaker;
    double score = 0;
};

std::vector<Segment>::const_iterator segment_behind(const Transcript& t, std::uint32_t offset) {
    return std::partition_point(t.segments.begin(), t.segments.end(),
                                [&](const Segment& s) { return s.span.end <= offset; });
}

std::vector<Piece> pieces_of(const Transcript& t, Span passage) {
    std::vector<Piece> pieces;
    for (auto segment = segment_behind(t, passage.begin);
         segment != t.segments.end() && segment->span.begin < passage.end; ++segment) {
        std::vector<Span> sentences;
        text::split_sentences(t.text, segment->span, sentences);
        // A long segment is cut where the passage ends.
        for (const auto& sentence : sentences)
            if (sentence.overlaps(passage)) pieces.push_back({sentence, segment->speaker, 0});
    }
    return pieces;
}

// Different parts of the query count whole, repetitions a tenth.
void score(std::vector<Piece>& pieces, const std::vector<MatchedWord>& matches) {
    auto match = matches.begin();
    for (auto& piece : pieces) {
        std::set<std::size_t> seen;
        while (match != matches.end() && match->span.begin < piece.span.begin) ++match;
        for (auto at = match; at != matches.end() && at->span.begin < piece.span.end; ++at)
            piece.score += at->weight * (seen.insert(at->part).second ? 1.0 : 0.1);
    }
}

// A sentence of more than kMostBytes (raw recognisers' text) is cut to what stands round its first match.
Span shortened(const Transcript& t, Span span, const std::vector<MatchedWord>& matches) {
    if (span.size() <= kMostBytes) return span;
    const auto first = std::find_if(matches.begin(), matches.end(), [&](const auto& m) {
        return m.span.begin >= span.begin && m.span.end <= span.end;
    });
    const std::uint32_t middle = first == matches.end() ? span.begin : first->span.begin;
    Span cut{
        std::max(span.begin, middle > kWantedBytes / 2 ? middle - static_cast<std::uint32_t>(kWantedBytes / 2) : 0), 0};
    cut.end = std::min<std::uint32_t>(span.end, cut.begin + static_cast<std::uint32_t>(kMostBytes));
    const auto is_blank = [&](std::uint32_t at) { return t.text[at] == ' ' || t.text[at] == '\n'; };
    while (cut.begin > span.begin && !is_blank(cut.begin - 1)) --cut.begin;
    while (cut.end < span.end && !is_blank(cut.end)) ++cut.end;
    return cut;
}

}  // namespace

Snippet choose_snippet(const Transcript& t, Span passage, int speaker, const std::vector<MatchedWord>& matches) {
    // All that is said there, though one speaker alone is wanted: what others say in between parts his or her words.
    auto pieces = pieces_of(t, passage);
    score(pieces, matches);
    std::size_t best = pieces.size();
    for (std::size_t i = 0; i < pieces.size(); ++i)
        if ((speaker == kNoSpeaker || pieces[i].speaker == speaker) &&
            (best == pieces.size() || pieces[i].score > pieces[best].score))
            best = i;
    if (best == pieces.size()) return {passage, speaker_at(t, passage.begin)};
    std::size_t first = best, last = best;
    const auto joins = [&](std::size_t i, Span with) {
        return pieces[i].speaker == pieces[best].speaker && with.size() <= kMostBytes;
    };
    Span span = pieces[best].span;
    // What follows explains more often than what went before, unless more of the query stands there.
    while (span.size() < kWantedBytes) {
        const bool after = last + 1 < pieces.size() && joins(last + 1, {span.begin, pieces[last + 1].span.end});
        const bool before = first > 0 && joins(first - 1, {pieces[first - 1].span.begin, span.end});
        if (before && (!after || pieces[first - 1].score > pieces[last + 1].score))
            span.begin = pieces[--first].span.begin;
        else if (after)
            span.end = pieces[++last].span.end;
        else
            break;
    }
    return {shortened(t, span, matches), pieces[best].speaker};
}

std::optional<std::int64_t> time_at(const Transcript& t, std::uint32_t offset) {
    const auto word =
        std::partition_point(t.words.begin(), t.words.end(), [&](const TimedWord& w) { return w.span.end <= offset; });
    if (word != t.words.end() && word->span.begin <= offset) return word->start_ms;
    const auto segment = segment_behind(t, offset);
    if (segment == t.segments.end() || !segment->start_ms) return {};
    if (!segment->end_ms || segment->span.empty() || offset <= segment->span.begin ||
        *segment->end_ms < *segment->start_ms)
        return segment->start_ms;
    const auto length = *segment->end_ms - *segment->start_ms;
    return *segment->start_ms + length * (offset - segment->span.begin) / segment->span.size();
}

int speaker_at(const Transcript& t, std::uint32_t offset) {
    const auto segment = segment_behind(t, offset);
    return segment != t.segments.end() && segment->span.begin <= offset ? segment->speaker : kNoSpeaker;
}

}  // namespace earwitness::search
