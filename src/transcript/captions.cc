#include "transcript/captions.h"

#include <algorithm>

#include "text/utf8.h"
#include "transcript/build.h"

namespace earwitness::transcript {
namespace {

constexpr std::size_t kLineChars = 42;
constexpr std::size_t kCaptionChars = 2 * kLineChars;
constexpr std::int64_t kGuessMsPerByte = 65;

// A word of a segment: bytes of the text without white space.
struct Piece {
    Span span;
    std::size_t chars = 0;
};

std::vector<Piece> split_words(std::string_view text, Span segment) {
    std::vector<Piece> out;
    std::size_t begin = segment.begin, chars = 0;
    for (std::size_t at = segment.begin; at <= segment.end;) {
        std::size_t next = at;
        const bool ends = at == segment.end || text::is_space(text::next_code_point(text, next));
        if (ends) {
            if (chars > 0) out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}, chars});
            chars = 0;
            begin = at == segment.end ? at : next;
            if (at == segment.end) break;
        } else if (++chars >= kCaptionChars) {
            // A "word" without end (a language without spaces): cut between characters.
            out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(next)}, chars});
            chars = 0;
            begin = next;
        }
        at = next;
    }
    return out;
}

bool ends_clause(std::string_view word) {
    return word.ends_with('.') || word.ends_with('?') || word.ends_with('!') || word.ends_with(',') ||
           word.ends_with(';') || word.ends_with("…") || word.ends_with("。") || word.ends_with("、");
}

// How many pieces from `first` on make the next caption: as many as fit, rather fewer to end with a clause.
std::size_t caption_size(std::string_view text, const std::vector<Piece>& pieces, std::size_t first) {
    std::size_t chars = 0, count = 0, clause = 0;
    while (first + count < pieces.size()) {
        const std::size_t more = pieces[first + count].chars + (count > 0 ? 1 : 0);
        if (count > 0 && chars + more > kCaptionChars) {
            return clause > 0 ? clause : count;
        }
        chars += more;
        ++count;
        if (chars > kLineChars && ends_clause(pieces[first + count - 1].span.in(text))) clause = count;
    }
    return count;
}

class Cutter {
  public:
    explicit Cutter(const Transcript& transcript) : t_(transcript) {}

    Captions cut() {
        plan_times();
        for (std::size_t i = 0; i < t_.segments.size(); ++i) segment(i);
        std::stable_sort(out_.list.begin(), out_.list.end(),
                         [](const Caption& a, const Caption& b) { return a.start_ms < b.start_ms; });
        return std::move(out_);
    }

  private:
    void segment(std::size_t index) {
        const Segment& s = t_.segments[index];
        const auto pieces = split_words(t_.text, s.span);
        if (pieces.empty()) return;
        const auto [start, end] = times_[index];
        while (word_ < t_.words.size() && t_.words[word_].span.begin < s.span.begin) ++word_;
        std::int64_t begin_ms = start;
        for (std::size_t first = 0; first < pieces.size();) {
            const std::size_t count = caption_size(t_.text, pieces, first);
            const bool last = first + count == pieces.size();
            Caption caption;
            caption.speaker = s.speaker;
            caption.start_ms = begin_ms;
            caption.end_ms = last ? end : time_at(s.span, pieces[first + count].span.begin, begin_ms, start, end);
            begin_ms = caption.end_ms;
            caption.end_ms = std::max(caption.end_ms, caption.start_ms + 1);
            append_words(pieces, first, count, caption.text);
            // A text that was kept byte for byte may hold control characters.
            caption.text = clean_text(caption.text);
            if (!caption.text.empty()) out_.list.push_back(std::move(caption));
            first += count;
        }
    }
    void append_words(const std::vector<Piece>& pieces, std::size_t first, std::size_t count, std::string& out) const {
        for (std::size_t i = first; i < first + count; ++i) {
            if (i > first && pieces[i - 1].span.end != pieces[i].span.begin) out += ' ';
            out += pieces[i].span.in(t_.text);
        }
    }
    static std::int64_t guess(const Segment& s) { return kGuessMsPerByte * std::max<std::int64_t>(10, s.span.size()); }

    // Own times where a segment has them. From one that has a start to the next that has one, segments without times
    // share what lies between, by length.
    void plan_times() {
        const auto& all = t_.segments;
        times_.resize(all.size());
        std::int64_t clock = 0;
        for (std::size_t i = 0; i < all.size();) {
            std::size_t next = i + 1;
            std::int64_t natural = guess(all[i]);
            for (; next < all.size() && !all[next].start_ms; ++next) natural += guess(all[next]);
            out_.estimated = out_.estimated || !all[i].start_ms || next > i + 1;
            clock = std::max<std::int64_t>(0, all[i].start_ms.value_or(clock));
            std::int64_t room = natural;
            if (next < all.size() && *all[next].start_ms >= clock) room = std::min(room, *all[next].start_ms - clock);
            const std::int64_t from = clock;
            std::int64_t used = 0;
            for (std::size_t k = i; k < next; ++k) {
                const std::int64_t begin =
                    from + static_cast<std::int64_t>(static_cast<double>(used) * static_cast<double>(room) /
                                                     static_cast<double>(natural));
                used += guess(all[k]);
                clock = from + static_cast<std::int64_t>(static_cast<double>(used) * static_cast<double>(room) /
                                                         static_cast<double>(natural));
                if (all[k].start_ms && all[k].end_ms && *all[k].end_ms >= begin && next == i + 1)
                    clock = *all[k].end_ms;
                times_[k] = {begin, clock};
            }
            i = next;
        }
    }
    // When the word at `byte` begins: known, or by its share of the segment's bytes.
    std::int64_t time_at(Span segment, std::uint32_t byte, std::int64_t floor, std::int64_t start, std::int64_t end) {
        while (word_ < t_.words.size() && t_.words[word_].span.end <= byte) ++word_;
        std::int64_t time = start + (end - start) * (byte - segment.begin) / std::max<std::int64_t>(1, segment.size());
        if (word_ < t_.words.size() && t_.words[word_].span.begin <= byte) time = t_.words[word_].start_ms;
        return std::clamp(time, floor, std::max(floor, end));
    }

    const Transcript& t_;
    Captions out_;
    std::vector<std::pair<std::int64_t, std::int64_t>> times_;  // start and end of each segment
    std::size_t word_ = 0;
};

}  // namespace

Captions cut_captions(const Transcript& transcript) { return Cutter(transcript).cut(); }

std::string wrapped(const std::string& line) {
    if (line.size() <= kLineChars) return line;
    // The space nearest to the middle.
    const std::size_t middle = line.size() / 2;
    const std::size_t before = line.rfind(' ', middle), after = line.find(' ', middle);
    std::size_t cut = before;
    if (before == std::string::npos || (after != std::string::npos && after - middle < middle - before)) cut = after;
    if (cut == std::string::npos) return line;
    std::string out = line;
    out[cut] = '\n';
    return out;
}

}  // namespace earwitness::transcript
