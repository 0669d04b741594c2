#include "publish/reading.h"

#include <algorithm>

#include "text/sentences.h"
#include "text/utf8.h"

namespace earwitness::publish {
namespace {

constexpr std::uint32_t kParagraphBytes = 650;       // a new paragraph at the next sentence's end
constexpr std::uint32_t kShortParagraphBytes = 250;  // ... or here already, where the speaker pauses
constexpr std::int64_t kPauseMs = 1500;

bool only_white_space(std::string_view text) { return text::trimmed(text).empty(); }

// A stretch of segments that may be shown as one text.
struct Run {
    Span span;
    int speaker = kNoSpeaker;
    std::size_t first_segment = 0;
    std::size_t end_segment = 0;
};

std::vector<Run> find_runs(const Transcript& transcript) {
    std::vector<Run> runs;
    const std::string_view text = transcript.text;
    for (std::size_t i = 0; i < transcript.segments.size(); ++i) {
        const Segment& segment = transcript.segments[i];
        if (segment.span.empty()) continue;
        const bool joins = !runs.empty() && runs.back().speaker == segment.speaker &&
                           runs.back().span.end <= segment.span.begin &&
                           only_white_space(Span{runs.back().span.end, segment.span.begin}.in(text));
        if (joins) {
            runs.back().span.end = segment.span.end;
            runs.back().end_segment = i + 1;
        } else {
            runs.push_back({segment.span, segment.speaker, i, i + 1});
        }
    }
    return runs;
}

// Offsets of segments that begin after a pause.
std::vector<std::uint32_t> pauses_in(const Transcript& transcript, const Run& run) {
    std::vector<std::uint32_t> pauses;
    for (std::size_t i = run.first_segment + 1; i < run.end_segment; ++i) {
        const auto& before = transcript.segments[i - 1].end_ms;
        const auto& after = transcript.segments[i].start_ms;
        if (before && after && *after - *before >= kPauseMs) pauses.push_back(transcript.segments[i].span.begin);
    }
    return pauses;
}

bool has_offset_in(const std::vector<std::uint32_t>& sorted, Span span) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), span.begin);
    return at != sorted.end() && *at < span.end;
}

void add_paragraphs(const Transcript& transcript, const Run& run, const std::vector<std::uint32_t>& breaks,
                    Reading& reading) {
    const auto first = static_cast<std::uint32_t>(reading.sentences.size());
    text::split_sentences(transcript.text, run.span, reading.sentences);
    const auto pauses = pauses_in(transcript, run);
    bool new_turn = reading.paragraphs.empty() || reading.paragraphs.back().speaker != run.speaker;
    for (std::uint32_t i = first; i < reading.sentences.size(); ++i) {
        const Span sentence = reading.sentences[i];
        bool begins = i == first;
        if (!begins) {
            const std::uint32_t size = reading.paragraphs.back().span.size();
            begins = size >= kParagraphBytes || has_offset_in(breaks, sentence) ||
                     (size >= kShortParagraphBytes && has_offset_in(pauses, sentence));
        }
        if (begins) {
            reading.paragraphs.push_back({sentence, run.speaker, new_turn, i, 1});
            new_turn = false;
        } else {
            reading.paragraphs.back().span.end = sentence.end;
            ++reading.paragraphs.back().sentence_count;
        }
    }
}

// Cuts `context` to max_bytes around `kept`, on white space.
Span cut_around(std::string_view text, Span context, Span kept, std::uint32_t max_bytes) {
    if (context.size() <= max_bytes || kept.size() >= max_bytes) return context.size() <= max_bytes ? context : kept;
    const std::uint32_t half = (max_bytes - kept.size()) / 2;
    Span cut = context;
    const auto is_gap = [&](std::uint32_t at) { return text[at] == ' ' || text[at] == '\n' || text[at] == '\t'; };
    if (kept.begin - context.begin > half) {
        cut.begin = kept.begin - half;
        while (cut.begin < kept.begin && !(is_gap(cut.begin - 1) && !is_gap(cut.begin))) ++cut.begin;
    }
    if (context.end - kept.end > half) {
        cut.end = kept.end + half;
        while (cut.end > kept.end && !(is_gap(cut.end) && !is_gap(cut.end - 1))) --cut.end;
    }
    return cut;
}

}  // namespace

std::optional<std::int64_t> Reading::start_ms_at(std::uint32_t offset) const {
    const auto& words = transcript->words;
    auto word = std::upper_bound(words.begin(), words.end(), offset,
                                 [](std::uint32_t at, const TimedWord& w) { return at < w.span.begin; });
    if (word != words.begin() && offset < std::prev(word)->span.end) return std::prev(word)->start_ms;
    const auto& segments = transcript->segments;
    auto next = std::upper_bound(segments.begin(), segments.end(), offset,
                                 [](std::uint32_t at, const Segment& s) { return at < s.span.begin; });
    if (next == segments.begin()) return next == segments.end() ? std::nullopt : next->start_ms;
    const Segment& segment = *std::prev(next);
    if (!segment.start_ms) return std::nullopt;
    if (!segment.end_ms || *segment.end_ms <= *segment.start_ms || segment.span.empty()) return segment.start_ms;
    const std::int64_t into = std::min(offset, segment.span.end) - segment.span.begin;
    return *segment.start_ms + (*segment.end_ms - *segment.start_ms) * into / segment.span.size();
}

std::string_view Reading::speaker_name(int speaker) const {
    if (speaker >= 0 && static_cast<std::size_t>(speaker) < speaker_names.size())
        return speaker_names[static_cast<std::size_t>(speaker)];
    if (speaker < 0 || static_cast<std::size_t>(speaker) >= transcript->speakers.size()) return {};
    return transcript->speakers[static_cast<std::size_t>(speaker)].name;
}

std::size_t Reading::paragraph_at(std::uint32_t offset) const {
    const auto next = std::upper_bound(paragraphs.begin(), paragraphs.end(), offset,
                                       [](std::uint32_t at, const Paragraph& p) { return at < p.span.begin; });
    if (next == paragraphs.begin() || offset >= std::prev(next)->span.end) return paragraphs.size();
    return static_cast<std::size_t>(std::prev(next) - paragraphs.begin());
}

Span Reading::context_of(Span span, std::uint32_t max_bytes) const {
    const std::size_t at = paragraph_at(span.begin);
    if (at == paragraphs.size() || !paragraphs[at].span.contains(span)) return span;
    const auto first = sentences.begin() + paragraphs[at].first_sentence;
    const auto last = first + paragraphs[at].sentence_count;
    const auto behind = [](std::uint32_t offset, const Span& s) { return offset < s.begin; };
    auto from = std::upper_bound(first, last, span.begin, behind);
    auto to = std::upper_bound(first, last, span.end - 1, behind);
    if (from == first || to == first) return span;
    Span context = {std::prev(from)->begin, std::max(std::prev(to)->end, span.end)};
    return cut_around(transcript->text, context, span, max_bytes);
}

Reading build_reading(const Transcript& transcript, std::vector<std::uint32_t> breaks) {
    std::sort(breaks.begin(), breaks.end());
    Reading reading;
    reading.transcript = &transcript;
    for (const Run& run : find_runs(transcript)) add_paragraphs(transcript, run, breaks, reading);
    return reading;
}

Reading build_reading(const Analysis& analysis, std::vector<std::uint32_t> breaks) {
    Reading reading = build_reading(analysis.transcript, std::move(breaks));
    for (std::size_t i = 0; i < analysis.transcript.speakers.size(); ++i)
        reading.speaker_names.emplace_back(speaker_name(analysis, static_cast<int>(i)));
    return reading;
}

}  // namespace earwitness::publish
