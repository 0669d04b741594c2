#include "analysis/document.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/sentences.h"
#include "text/utf8.h"

namespace earwitness::analysis {
namespace {

// Without labels, a silence as long as this separates two turns.
constexpr std::int64_t kTurnPauseMs = 3000;
// Raw recogniser text has no full stops: there a silence as long as this ends a sentence.
constexpr std::int64_t kSentencePauseMs = 500;

std::int64_t pause_before(const Segment& next, const Segment& previous) {
    if (!next.start_ms || !previous.end_ms) return 0;
    return *next.start_ms - *previous.end_ms;
}

// What a byte adds to the counts of is_unpunctuated: full stops in the upper half, spaces in the lower.
constexpr std::array<std::uint64_t, 256> make_marks() {
    std::array<std::uint64_t, 256> marks{};
    for (const unsigned char stop : {'.', '?', '!', '\x82'}) marks[stop] = std::uint64_t{1} << 32;  // 0x82 ends U+3002
    marks[' '] = 1;
    return marks;
}

// True where fewer than one full stop comes in forty words: nobody wrote sentences.
bool is_unpunctuated(const Transcript& transcript) {
    static constexpr std::array<std::uint64_t, 256> kMarks = make_marks();
    std::uint64_t counts = 0;
    for (const Segment& segment : transcript.segments)
        for (const char c : segment.span.in(transcript.text)) counts += kMarks[static_cast<unsigned char>(c)];
    return (counts >> 32) * 40 < (counts & 0xFFFFFFFF);
}

class Builder {
  public:
    explicit Builder(const Transcript& transcript) : transcript_(transcript), raw_(is_unpunctuated(transcript)) {
        document_.transcript = &transcript;
    }

    Document build() {
        const auto& segments = transcript_.segments;
        for (std::size_t i = 0; i < segments.size(); ++i) {
            const bool first = i == 0;
            if (first || segments[i].speaker != segments[i - 1].speaker || pauses_long(i)) {
                close_stretch();
                close_turn();
                open_turn(segments[i]);
            } else if (!joins(i)) {
                close_stretch();
            }
            if (stretch_.empty()) stretch_ = segments[i].span;
            stretch_.end = segments[i].span.end;
        }
        close_stretch();
        close_turn();
        document_.vocabulary = build_vocabulary(transcript_.text, document_.tokens);
        return std::move(document_);
    }

  private:
    bool pauses_long(std::size_t i) const {
        const auto& segments = transcript_.segments;
        return segments[i].speaker == kNoSpeaker && pause_before(segments[i], segments[i - 1]) >= kTurnPauseMs;
    }

    // Whether segment i goes on in the sentence of the one before: nothing but white space stands between them
    // (a label or a heading ends a sentence), and no long silence.
    bool joins(std::size_t i) const {
        const auto& segments = transcript_.segments;
        const Span gap{segments[i - 1].span.end, segments[i].span.begin};
        if (!text::trimmed(gap.in(transcript_.text)).empty()) return false;
        return pause_before(segments[i], segments[i - 1]) < (raw_ ? kSentencePauseMs : kTurnPauseMs);
    }

    void open_turn(const Segment& segment) {
        document_.turns.push_back(
            {segment.span, segment.speaker, static_cast<std::uint32_t>(document_.sentences.size()), 0});
    }

    void close_turn() {
        if (document_.turns.empty()) return;
        Turn& turn = document_.turns.back();
        turn.sentence_count = static_cast<std::uint32_t>(document_.sentences.size()) - turn.first_sentence;
        if (turn.sentence_count == 0) {
            document_.turns.pop_back();
            return;
        }
        turn.span = {document_.sentences[turn.first_sentence].span.begin, document_.sentences.back().span.end};
    }

    // Sentences of a stretch in which nothing but one voice stands; raw text is cut at silences between words too.
    void close_stretch() {
        if (stretch_.empty()) return;
        if (raw_) {
            const auto& words = transcript_.words;
            while (word_ < words.size() && words[word_].span.begin < stretch_.begin) ++word_;
            std::uint32_t from = stretch_.begin;
            for (; word_ < words.size() && words[word_].span.end <= stretch_.end; ++word_) {
                const bool silence = word_ > 0 && words[word_ - 1].span.begin >= from &&
                                     words[word_].start_ms - words[word_ - 1].end_ms >= kSentencePauseMs;
                if (!silence) continue;
                add_sentences({from, words[word_].span.begin});
                from = words[word_].span.begin;
            }
            add_sentences({from, stretch_.end});
        } else {
            add_sentences(stretch_);
        }
        stretch_ = {};
    }

    void add_sentences(Span within) {
        spans_.clear();
        text::split_sentences(transcript_.text, within, spans_);
        for (const Span& span : spans_) {
            const auto first = static_cast<std::uint32_t>(document_.tokens.size());
            text::tokenize(transcript_.text, span, document_.tokens);
            document_.sentences.push_back({span, first, static_cast<std::uint32_t>(document_.tokens.size()) - first,
                                           static_cast<std::uint32_t>(document_.turns.size() - 1),
                                           document_.turns.back().speaker});
        }
    }

    const Transcript& transcript_;
    const bool raw_;
    Document document_;
    Span stretch_;
    std::size_t word_ = 0;
    std::vector<Span> spans_;
};

// The segment that holds the byte, or the one before it in the text; nullptr before the first.
const Segment* segment_at(const Transcript& transcript, std::uint32_t offset) {
    const auto after = std::upper_bound(transcript.segments.begin(), transcript.segments.end(), offset,
                                        [](std::uint32_t at, const Segment& s) { return at < s.span.begin; });
    return after == transcript.segments.begin() ? nullptr : &*(after - 1);
}

const TimedWord* word_at(const Transcript& transcript, std::uint32_t offset) {
    const auto after = std::upper_bound(transcript.words.begin(), transcript.words.end(), offset,
                                        [](std::uint32_t at, const TimedWord& w) { return at < w.span.begin; });
    if (after == transcript.words.begin() || (after - 1)->span.end <= offset) return nullptr;
    return &*(after - 1);
}

// When the byte boundary `offset` is passed, by even speed inside its segment. A segment without an end lasts
// until the next one starts.
std::optional<std::int64_t> interpolated(const Transcript& transcript, const Segment& segment, std::uint32_t offset) {
    if (!segment.start_ms) return {};
    const Segment* next = &segment + 1;
    const bool has_next = next < transcript.segments.data() + transcript.segments.size();
    std::optional<std::int64_t> end = segment.end_ms;
    if (!end && has_next) end = next->start_ms;
    if (!end || *end <= *segment.start_ms || segment.span.empty()) return std::max<std::int64_t>(0, *segment.start_ms);
    const std::uint32_t inside = std::min(offset, segment.span.end) - segment.span.begin;
    const std::int64_t share = (*end - *segment.start_ms) * static_cast<std::int64_t>(inside) / segment.span.size();
    return std::max<std::int64_t>(0, *segment.start_ms + share);
}

}  // namespace

std::optional<std::int64_t> Document::start_ms_at(std::uint32_t offset) const {
    if (const TimedWord* word = word_at(*transcript, offset)) return std::max<std::int64_t>(0, word->start_ms);
    const Segment* segment = segment_at(*transcript, offset);
    if (segment == nullptr) return {};
    return interpolated(*transcript, *segment, offset);
}

std::optional<std::int64_t> Document::end_ms_at(std::uint32_t end) const {
    const std::uint32_t last = end == 0 ? 0 : end - 1;
    if (const TimedWord* word = word_at(*transcript, last)) return std::max<std::int64_t>(0, word->end_ms);
    const Segment* segment = segment_at(*transcript, last);
    if (segment == nullptr) return {};
    return interpolated(*transcript, *segment, end);
}

int Document::speaker_at(std::uint32_t offset) const {
    const Segment* segment = segment_at(*transcript, offset);
    return segment == nullptr ? kNoSpeaker : segment->speaker;
}

std::size_t Document::sentence_at(std::uint32_t offset) const {
    const auto after = std::upper_bound(sentences.begin(), sentences.end(), offset,
                                        [](std::uint32_t at, const Sentence& s) { return at < s.span.end; });
    return static_cast<std::size_t>(after - sentences.begin());
}

Document build_document(const Transcript& transcript) { return Builder(transcript).build(); }

}  // namespace earwitness::analysis
