#include "text/sentences.h"

// One pass over the bytes: stops at terminators and blank lines, looks a bounded number of bytes around each to
// decide whether a sentence ends there, and cuts what is longer than any spoken sentence at a natural place.
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace earwitness::text {
namespace {

constexpr std::size_t kLongestWord = 24;  // how far back an abbreviation is looked for

// A sentence longer than this is cut; without any comma it is raw recogniser text, which is cut sooner.
constexpr std::size_t kLongest = 640;
constexpr std::size_t kLongestUnpunctuated = 260;

// Never end a sentence, whatever follows.
constexpr std::array<std::string_view, 26> kAlwaysGoOn = {
    "mr",  "mrs", "ms",     "dr",  "prof", "gov", "sen", "rep", "gen", "col", "lt", "capt", "sgt",
    "rev", "hon", "messrs", "mme", "mlle", "e.g", "i.e", "eg",  "ie",  "vs",  "cf", "viz",  "approx"};
// End one only before a capital letter that starts sentences as a rule.
constexpr std::array<std::string_view, 38> kMayEnd = {
    "st",   "mt",   "ft",   "jr",  "sr",   "inc", "corp", "ltd", "co",  "bros", "etc", "al",    "est",
    "dept", "univ", "assn", "ave", "blvd", "a.m", "p.m",  "u.s", "u.k", "u.n",  "e.u", "u.s.a", "d.c",
    "l.a",  "n.y",  "ph.d", "m.d", "b.a",  "m.a", "b.c",  "a.d", "esq", "hwy",  "llc", "plc"};
// Do not end one before a number.
constexpr std::array<std::string_view, 27> kBeforeNumber = {
    "no",  "nos", "vol", "fig", "figs", "ch",  "chap", "sec", "eq",  "ep",  "pp",   "p",   "pt", "op",
    "ver", "v",   "art", "jan", "feb",  "mar", "apr",  "jun", "jul", "aug", "sept", "oct", "nov"};
// Words that, with a capital, begin a sentence more often than they go on with a name.
constexpr std::array<std::string_view, 58> kStarters = {
    "the",   "a",   "an",    "i",    "i'm",  "i've", "i'd",     "i'll",  "we",    "we're", "you",     "he",
    "she",   "it",  "it's",  "they", "this", "that", "that's",  "these", "those", "there", "there's", "so",
    "and",   "but", "or",    "if",   "when", "then", "because", "what",  "who",   "how",   "why",     "where",
    "which", "yes", "yeah",  "no",   "now",  "well", "okay",    "ok",    "right", "my",    "our",     "your",
    "his",   "her", "their", "in",   "on",   "at",   "for",     "as",    "let's", "people"};
// Before these words raw text is cut by preference, and rather before the first kind than the second.
constexpr std::array<std::string_view, 6> kConjunctions = {"and", "but", "so", "because", "which", "although"};
constexpr std::array<std::string_view, 11> kJoiners = {"if",  "when", "or",   "then", "where", "while",
                                                       "now", "well", "okay", "yeah", "right"};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

enum class Mark : unsigned char { kNone, kDot, kEllipsis, kStrong, kWide };

// What ends sentences: ASCII marks, U+2026, and the full stops of scripts that write no space behind them.
Mark mark_of(char32_t c) {
    switch (c) {
        case '.':
            return Mark::kDot;
        case '!':
        case '?':
        case 0x203C:
        case 0x2047:
        case 0x2048:
        case 0x2049:
            return Mark::kStrong;
        case 0x2026:
            return Mark::kEllipsis;
        case 0x3002:
        case 0xFF01:
        case 0xFF0E:
        case 0xFF1F:
        case 0xFF61:
            return Mark::kWide;
        case 0x061F:
        case 0x06D4:
        case 0x0964:
        case 0x0965:
        case 0x1362:
        case 0x1367:
        case 0x104B:
            return Mark::kStrong;
        default:
            return Mark::kNone;
    }
}

// Quotes, brackets and emphasis that belong to the sentence they close.
bool is_closer(char32_t c) {
    switch (c) {
        case '"':
        case '\'':
        case ')':
        case ']':
        case '}':
        case '*':
        case '_':
        case 0x201D:
        case 0x2019:
        case 0xBB:
        case 0x203A:
        case 0x300D:
        case 0x300F:
        case 0x3011:
        case 0xFF09:
            return true;
        default:
            return false;
    }
}
bool is_quote(char32_t c) { return c == '"' || c == '\'' || c == 0x201D || c == 0x2019 || c == 0xBB; }

bool is_opener(char32_t c) {
    return is_closer(c) || c == '(' || c == '[' || c == '{' || c == 0x201C || c == 0x2018 || c == 0xAB || c == 0xBF ||
           c == 0xA1;
}

// Line ends, marks of ASCII, and whatever else may be a mark: all other bytes are passed over.
constexpr std::array<bool, 256> make_may_matter() {
    std::array<bool, 256> out{};
    for (const unsigned char byte : {'\n', '\r', '.', '!', '?'}) out[byte] = true;
    for (std::size_t byte = 0x80; byte < out.size(); ++byte) out[byte] = true;
    return out;
}
constexpr std::array<bool, 256> kMayMatter = make_may_matter();

class Splitter {
  public:
    Splitter(std::string_view text, Span within, std::vector<Span>& out)
        : text_(text.substr(0, within.end)), begin_(within.begin), out_(out) {}

    void run() {
        std::size_t start = skip_space(begin_), at = start;
        while (at < text_.size()) {
            const unsigned char byte = static_cast<unsigned char>(text_[at]);
            if (!kMayMatter[byte]) {
                ++at;
                continue;
            }
            if (byte == '\n' || byte == '\r') {
                const std::size_t next = skip_space(at);
                if (is_blank_line(at, next)) {
                    emit(start, at);
                    start = next;
                }
                at = next;
            } else {
                at = at_mark(start, at);
            }
        }
        emit(start, text_.size());
    }

  private:
    // Behind a character that is no mark, or behind a run of marks; moves `start` where the sentence ends there.
    std::size_t at_mark(std::size_t& start, std::size_t at) {
        const std::size_t first = at;
        bool strong = false, wide = false, ellipsis = false;
        int dots = 0;
        std::size_t end = at;
        for (;;) {
            std::size_t next = end;
            const Mark mark = end < text_.size() ? mark_of(next_code_point(text_, next)) : Mark::kNone;
            if (mark == Mark::kNone) break;
            strong |= mark == Mark::kStrong;
            wide |= mark == Mark::kWide;
            ellipsis |= mark == Mark::kEllipsis;
            dots += mark == Mark::kDot;
            end = next;
        }
        if (end == first) {
            next_code_point(text_, at);
            return at;
        }
        bool quoted = false;
        for (std::size_t next = end; next < text_.size(); end = next) {
            const char32_t c = next_code_point(text_, next);
            if (!is_closer(c)) break;
            quoted |= is_quote(c);
        }
        const bool trailing_off = !strong && (ellipsis || dots > 1);
        if (!ends(start, first, end, strong, wide, trailing_off, quoted)) return end;
        emit(start, end);
        start = skip_space(end);
        return start;
    }

    bool ends(std::size_t start, std::size_t mark, std::size_t end, bool strong, bool wide, bool trailing_off,
              bool quoted) const {
        if (end >= text_.size() || wide) return true;
        std::size_t next = skip_space(end);
        if (next == end) return false;  // changelog.com, v1.2, 3.5, "?!"-less URLs
        for (std::size_t after = next; next < text_.size(); next = after)
            if (!is_opener(next_code_point(text_, after)) || after - end > kLongestWord) break;
        std::size_t unused = next;
        const char32_t head = next < text_.size() ? next_code_point(text_, unused) : U' ';
        const bool lower_case = u_islower(static_cast<UChar32>(head));
        if (quoted && lower_case) return false;  // "Really?" she said
        if (strong) return true;
        if (trailing_off) return !lower_case;
        return dot_ends(start, mark, next, lower_case, head >= '0' && head <= '9');
    }

    // A single full stop followed by white space, and then by what stands at `next`.
    bool dot_ends(std::size_t start, std::size_t dot, std::size_t next, bool lower_case, bool number_next) const {
        std::size_t from = dot;
        while (from > start && dot - from < kLongestWord && is_word_byte(text_[from - 1])) --from;
        if (from == dot) return true;
        const std::string before = lower(text_.substr(from, dot - from));
        if (holds(kAlwaysGoOn, before)) return false;
        if (number_next && holds(kBeforeNumber, before)) return false;
        // "1. First": a list's number is not a sentence.
        if (from == start && before.size() <= 3 && before.find_first_not_of("0123456789") == std::string::npos)
            return false;
        if (holds(kMayEnd, before)) return !lower_case && starts_sentence(next);
        // Initials: "J. R. Smith", "Samuel L. Jackson"; but "so did I. Then" and "plan B. We".
        if (before.size() == 1 && text_[from] >= 'A' && text_[from] <= 'Z')
            return !lower_case && (before == "i" || starts_sentence(next));
        return true;
    }

    bool starts_sentence(std::size_t at) const {
        std::size_t end = at;
        while (end < text_.size() && end - at < kLongestWord && (is_word_byte(text_[end]) || text_[end] == '\'') &&
               text_[end] != '.')
            ++end;
        return holds(kStarters, lower(text_.substr(at, end - at)));
    }

    static bool is_word_byte(char c) {
        const unsigned char b = static_cast<unsigned char>(c);
        return b >= 0x80 || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '.' ||
               b == '-';
    }

    std::size_t skip_space(std::size_t at) const {
        while (at < text_.size()) {
            std::size_t next = at;
            if (!is_space(next_code_point(text_, next))) break;
            at = next;
        }
        return at;
    }

    // A paragraph ends a sentence, whatever its last character is.
    bool is_blank_line(std::size_t from, std::size_t to) const {
        return std::count(text_.begin() + static_cast<std::ptrdiff_t>(from),
                          text_.begin() + static_cast<std::ptrdiff_t>(to), '\n') > 1;
    }

    void push(std::size_t from, std::size_t to) {
        const std::string_view part = trimmed(text_.substr(from, to - from));
        if (part.empty()) return;
        const auto begin = static_cast<std::uint32_t>(part.data() - text_.data());
        out_.push_back({begin, begin + static_cast<std::uint32_t>(part.size())});
    }

    void emit(std::size_t from, std::size_t to) {
        while (to > from) {
            if (to - from <= kLongestUnpunctuated) break;
            const bool commas =
                text_.substr(from, std::min(to - from, kLongestUnpunctuated)).find(',') != std::string_view::npos;
            const std::size_t limit = commas ? kLongest : kLongestUnpunctuated;
            if (to - from <= limit) break;
            const std::size_t cut = natural_cut(from, limit);
            push(from, cut);
            from = cut;
        }
        push(from, to);
    }

    // Where to cut a sentence that runs past from + limit: behind the last clause mark, else before the last
    // joining word, else at the last space, else anywhere between two characters.
    std::size_t natural_cut(std::size_t from, std::size_t limit) const {
        const std::size_t low = from + limit / 3, high = from + limit;
        std::size_t clause = 0, conjunction = 0, joiner = 0, space = 0;
        for (std::size_t at = high; at > low && clause == 0; --at) {
            if (text_[at] != ' ' && text_[at] != '\n') continue;
            if (space == 0) space = at;
            const char before = text_[at - 1];
            if (before == ',' || before == ';' || before == ':') clause = at;
            const std::string_view word = word_at(at + 1);
            // "and so", "but then": the first of the two begins.
            const bool runs_on = conjunction != 0 && conjunction - at <= word.size() + 1;
            if (holds(kConjunctions, word) && (conjunction == 0 || runs_on)) conjunction = at;
            if (joiner == 0 && holds(kJoiners, word)) joiner = at;
        }
        for (const std::size_t place : {clause, conjunction, joiner, space})
            if (place != 0) return place;
        std::size_t cut = high;
        while (cut > low && !is_boundary(text_, cut)) --cut;
        return cut;
    }

    std::string_view word_at(std::size_t at) const {
        std::size_t end = at;
        while (end < text_.size() && end - at < 10 && is_word_byte(text_[end])) ++end;
        return text_.substr(at, end - at);
    }

    std::string_view text_;
    std::size_t begin_;
    std::vector<Span>& out_;
};

}  // namespace

void split_sentences(std::string_view text, Span within, std::vector<Span>& out) { Splitter(text, within, out).run(); }

}  // namespace earwitness::text
