// One pass over the bytes with a class table for ASCII; other characters are decoded and put into the same
// classes by ranges. A word starts at a letter or digit and grows while the next byte may stand inside it.
#include "text/tokens.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace earwitness::text {
namespace {

enum class Class : unsigned char { kSpace, kUpper, kLower, kDigit, kMark, kWide, kJoiner, kIdeograph };

// No real word is longer; a hostile "word" of megabytes is cut into pieces that later stages can afford.
constexpr std::uint32_t kMaxTokenBytes = 512;

constexpr std::array<Class, 256> make_classes() {
    std::array<Class, 256> classes{};
    for (int byte = 0; byte < 256; ++byte) {
        Class value = Class::kMark;
        if (byte >= 0x80)
            value = Class::kWide;
        else if (byte <= 0x20 || byte == 0x7F)
            value = Class::kSpace;
        else if (byte >= 'A' && byte <= 'Z')
            value = Class::kUpper;
        else if (byte >= 'a' && byte <= 'z')
            value = Class::kLower;
        else if (byte >= '0' && byte <= '9')
            value = Class::kDigit;
        classes[static_cast<std::size_t>(byte)] = value;
    }
    return classes;
}
constexpr std::array<Class, 256> kClasses = make_classes();

bool in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

Class class_of_wide(char32_t c) {
    if (c < 0xA0 || c == 0x200B || c == 0xFEFF || is_space(c)) return Class::kSpace;
    if (c == 0xAD || c == 0x200C || c == 0x200D) return Class::kJoiner;
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA ? Class::kLower : Class::kMark;
    if (c == 0xD7 || c == 0xF7) return Class::kMark;
    if (c < 0x2000) return c < 0xDF && c != 0xD7 ? Class::kUpper : Class::kLower;
    if (in(c, 0x2000, 0x206F) || in(c, 0x20A0, 0x20CF) || in(c, 0x2100, 0x2BFF) || in(c, 0x2E00, 0x2E7F))
        return Class::kMark;
    if (in(c, 0x3000, 0x3004) || in(c, 0x3008, 0x303F)) return Class::kMark;
    if (in(c, 0x3040, 0x30FF) || in(c, 0x3400, 0x9FFF) || in(c, 0xF900, 0xFAFF) || in(c, 0x20000, 0x3FFFF))
        return Class::kIdeograph;
    if (in(c, 0xE000, 0xF8FF) || in(c, 0xFE00, 0xFE6F) || in(c, 0xFF01, 0xFF0F) || in(c, 0xFF1A, 0xFF20))
        return Class::kMark;
    if (in(c, 0xFFE0, 0xFFFF) || in(c, 0x1F000, 0x1FAFF) || c >= 0xE0000) return Class::kMark;
    return Class::kLower;
}

class Cursor {
  public:
    Cursor(std::string_view text, Span within) : text_(text), at_(within.begin), end_(within.end) {}

    void run(std::vector<Token>& out) {
        while (at_ < end_) {
            std::uint32_t next = at_;
            const Class kind = class_at(next);
            if (kind == Class::kSpace || kind == Class::kJoiner)
                at_ = next;
            else if (kind == Class::kIdeograph)
                push(out, next, TokenKind::kWord);
            else if (kind == Class::kMark)
                mark(out, next);
            else
                word(out);
        }
    }

  private:
    unsigned char byte(std::uint32_t at) const { return at < end_ ? static_cast<unsigned char>(text_[at]) : 0; }

    Class class_at(std::uint32_t& at) const {
        const Class kind = kClasses[byte(at)];
        if (kind != Class::kWide) {
            ++at;
            return kind;
        }
        std::size_t place = at;
        const char32_t c = next_code_point(text_, place);
        at = std::min(static_cast<std::uint32_t>(place), end_);
        return class_of_wide(c);
    }
    Class peek(std::uint32_t at) const { return at < end_ ? class_at(at) : Class::kSpace; }

    static bool is_letter(Class kind) { return kind == Class::kUpper || kind == Class::kLower; }
    static bool is_inside(Class kind) { return is_letter(kind) || kind == Class::kDigit || kind == Class::kJoiner; }

    void push(std::vector<Token>& out, std::uint32_t end, TokenKind kind) {
        out.push_back({{at_, end}, kind});
        at_ = end;
    }

    // "3" where an ASCII or typographic apostrophe stands at `at` (its bytes), 0 where none does.
    std::uint32_t apostrophe_at(std::uint32_t at) const {
        if (byte(at) == '\'') return 1;
        return byte(at) == 0xE2 && byte(at + 1) == 0x80 && byte(at + 2) == 0x99 ? 3 : 0;
    }

    // 's, also at the end of a word in capitals; nothing may follow it.
    std::uint32_t possessive_at(std::uint32_t at) const {
        const std::uint32_t mark = apostrophe_at(at);
        if (mark == 0 || (byte(at + mark) | 0x20) != 's' || is_inside(peek(at + mark + 1))) return 0;
        return mark + 1;
    }

    void mark(std::vector<Token>& out, std::uint32_t next) {
        const unsigned char first = byte(at_);
        if (const std::uint32_t size = possessive_at(at_); size > 0) return push(out, at_ + size, TokenKind::kWord);
        const bool prefixes_word = (first == '@' || first == '#') ? is_inside(peek(next))
                                   : first == '.'                 ? peek(next) == Class::kUpper
                                                                  : false;
        const bool starts_clean = out.empty() || out.back().span.end != at_;
        if (prefixes_word && starts_clean) return word(out);
        while (first < 0x80 && byte(next) == first && next - at_ < kMaxTokenBytes) ++next;
        push(out, next, TokenKind::kPunctuation);
    }

    // The bytes of a mark at `at` that may stand inside a word of which `before` is the last class, 0 for none.
    std::uint32_t inner_mark(std::uint32_t at, Class before) const {
        const unsigned char c = byte(at);
        if (const std::uint32_t mark = apostrophe_at(at); mark > 0)
            return possessive_at(at) == 0 && is_letter(before) && is_letter(peek(at + mark)) ? mark : 0;
        const Class after = peek(at + 1);
        switch (c) {
            case '-':
            case '_':
            case '&':
                return is_inside(after) ? 1 : 0;
            case ',':
            case ':':
                return before == Class::kDigit && after == Class::kDigit && (c == ',' || at - at_ <= 2) ? 1 : 0;
            case '/':
                return before == Class::kDigit && after == Class::kDigit ? 1 : 0;
            case '.':
                return (is_inside(after) && !(before == Class::kLower && after == Class::kUpper)) ? 1 : 0;
            default:
                return 0;
        }
    }

    // Letters up to a space or a mark that belongs to no word: what most words are, and nothing below is asked of.
    std::uint32_t plain_end() const {
        std::uint32_t at = at_;
        const std::uint32_t limit = std::min(end_, at_ + kMaxTokenBytes);
        while (at < limit && is_letter(kClasses[static_cast<unsigned char>(text_[at])])) ++at;
        if (at == at_ || at == limit) return 0;
        const char c = text_[at];
        return c == ' ' || c == ',' || c == '\n' || c == '?' || c == '!' ? at : 0;
    }

    void word(std::vector<Token>& out) {
        if (const std::uint32_t end = plain_end(); end > 0) return push(out, end, TokenKind::kWord);
        if (const std::uint32_t end = address_end(); end > 0) return push(out, end, TokenKind::kWord);
        std::uint32_t at = at_;
        Class before = class_at(at);
        bool numeric = before == Class::kDigit, hyphen = false;
        while (at < end_ && at - at_ < kMaxTokenBytes) {
            std::uint32_t next = at;
            const Class kind = class_at(next);
            if (is_inside(kind)) {
                numeric = numeric && kind == Class::kDigit;
                before = kind;
                at = next;
            } else if (const std::uint32_t size = inner_mark(at, before); size > 0) {
                hyphen = hyphen || byte(at) == '-';
                at += size;
            } else {
                break;
            }
        }
        if (hyphen) at = before_suffix(at);
        if (!numeric) at = with_tail(at);
        push(out, at, numeric ? TokenKind::kNumber : TokenKind::kWord);
    }

    // Web addresses stay whole, without the marks that end a sentence or close a bracket.
    std::uint32_t address_end() const {
        const std::string_view rest = text_.substr(at_, std::min<std::uint32_t>(end_ - at_, 8));
        if (!rest.starts_with("http://") && !rest.starts_with("https://")) return 0;
        std::uint32_t at = at_;
        while (at < end_ && at - at_ < kMaxTokenBytes && byte(at) > 0x20 && byte(at) < 0x7F && byte(at) != '"' &&
               byte(at) != '<')
            ++at;
        while (at > at_ && std::string_view(".,;:!?)]}'").find(text_[at - 1]) != std::string_view::npos) --at;
        return at;
    }

    // "Boston-based" is a name and what is said of it: the name ends before the hyphen.
    std::uint32_t before_suffix(std::uint32_t end) const {
        const std::string_view whole = text_.substr(at_, end - at_);
        const std::size_t hyphen = whole.rfind('-');
        if (hyphen == 0 || hyphen == std::string_view::npos) return end;
        static constexpr std::string_view kSuffixes[] = {
            "area",    "backed",   "based",  "born",     "centric",  "compatible", "driven", "era",  "esque",
            "focused", "friendly", "funded", "inspired", "led",      "like",       "native", "only", "owned",
            "powered", "related",  "sized",  "speaking", "specific", "style",      "wide"};
        const std::string_view suffix = whole.substr(hyphen + 1);
        const bool splits = std::binary_search(std::begin(kSuffixes), std::end(kSuffixes), suffix);
        return splits ? at_ + static_cast<std::uint32_t>(hyphen) : end;
    }

    // What belongs to the word behind its last letter: the dot of U.S., Dr. and of an initial, C++, C#.
    std::uint32_t with_tail(std::uint32_t end) const {
        const unsigned char c = byte(end);
        if (c == '+' && byte(end + 1) == '+') return is_inside(peek(end + 2)) ? end : end + 2;
        if (c == '#') return end - at_ == 1 && !is_inside(peek(end + 1)) ? end + 1 : end;
        if (c != '.' || byte(end + 1) == '.') return end;
        const std::string_view whole = text_.substr(at_, end - at_);
        return is_dotted(whole, end) || is_abbreviation(whole) ? end + 1 : end;
    }

    // U.S, e.g, and an initial that a capitalised word follows.
    bool is_dotted(std::string_view whole, std::uint32_t end) const {
        if (whole.size() >= 3 && whole[whole.size() - 2] == '.')
            return is_letter(kClasses[static_cast<unsigned char>(whole[0])]);
        return whole.size() == 1 && whole[0] != 'I' && peek(at_) == Class::kUpper && byte(end + 1) == ' ' &&
               peek(end + 2) == Class::kUpper;
    }

    static bool is_abbreviation(std::string_view whole) {
        static constexpr std::string_view kAbbreviations[] = {
            "Bros", "Capt", "Co", "Col",  "Corp", "Dr",  "Ft",  "Gen", "Gov", "Inc", "Jr", "Ltd", "Lt", "Mr",
            "Mrs",  "Ms",   "Mt", "Ph.D", "Prof", "Rep", "Rev", "Sen", "Sgt", "Sr",  "St", "Ste", "vs"};
        return whole.size() <= 4 &&
               std::find(std::begin(kAbbreviations), std::end(kAbbreviations), whole) != std::end(kAbbreviations);
    }

    std::string_view text_;
    std::uint32_t at_, end_;
};

}  // namespace

void tokenize(std::string_view text, Span within, std::vector<Token>& out) {
    within.end = std::min<std::uint32_t>(within.end, static_cast<std::uint32_t>(text.size()));
    if (!within.empty()) Cursor(text, within).run(out);
}

}  // namespace earwitness::text
