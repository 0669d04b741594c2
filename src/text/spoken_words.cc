#include "text/spoken_words.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace earwitness::text {
namespace {

struct Spelling {
    std::string_view written, spoken;  // without apostrophes; spoken: up to three words
};

// Sorted. "" is a filler: no word at all.
// clang-format off
constexpr std::array<Spelling, 45> kSpellings = {{
    {"ah", ""}, {"aint", "is not"}, {"alright", "all right"}, {"cannot", "can not"}, {"cant", "can not"}, {"cause", "because"},
    {"cuz", "because"}, {"dollar", "dollars"}, {"dunno", "do not know"}, {"em", "them"}, {"er", ""}, {"erm", ""}, {"gimme", "give me"},
    {"gonna", "going to"}, {"gotta", "got to"}, {"hes", "he"}, {"hm", ""}, {"hmm", ""}, {"im", "i am"}, {"ive", "i have"},
    {"kinda", "kind of"}, {"lemme", "let me"}, {"lets", "let"}, {"lotta", "lot of"}, {"mhm", ""}, {"mm", ""}, {"mmm", ""},
    {"ok", "okay"}, {"percentage", "percentage"}, {"shant", "shall not"}, {"shes", "she"}, {"sorta", "sort of"}, {"thats", "that"},
    {"theres", "there"}, {"theyre", "they are"}, {"uh", ""}, {"uhm", ""}, {"um", ""}, {"umm", ""}, {"wanna", "want to"},
    {"whats", "what"}, {"wont", "will not"}, {"youre", "you are"}, {"yep", "yes"}, {"yup", "yes"},
}};
// Words that recognisers write without their apostrophe: do + nt.
constexpr std::array<std::string_view, 18> kNegated = {
    "arent", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt", "mightnt", "mustnt", "neednt", "shouldnt",
    "wasnt", "werent", "wouldnt", "darent", "oughtnt"};
// clang-format on

struct Tail {
    std::string_view letters, word;
};
constexpr std::array<Tail, 6> kTails = {
    {{"re", "are"}, {"ve", "have"}, {"ll", "will"}, {"m", "am"}, {"d", ""}, {"s", ""}}};

bool is_apostrophe(char32_t c) { return c == U'\'' || c == 0x2019 || c == 0x02BC || c == 0x2018; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

// Letters with marks become plain ones where Latin-1 and Latin Extended-A have them; enough for names in English talk.
void append_folded(char32_t c, std::string& out) {
    if (c < 0x80) {
        out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        return;
    }
    char32_t low = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    constexpr std::string_view kLatin = "aaaaaaaceeeeiiiidnooooo*ouuuuyts";  // U+00E0 ... U+00FF
    if (low >= 0xE0 && low <= 0xFF && kLatin[low - 0xE0] != '*') {
        out += kLatin[low - 0xE0];
        return;
    }
    append_utf8(low, out);
}

class Reader {
  public:
    Reader(std::string_view text, Span within, std::vector<SpokenWord>& out)
        : text_(text), at_(within.begin), end_(within.end), out_(out), first_(out.size()) {}

    void read() {
        while (at_ < end_) {
            const std::size_t from = at_;
            const char32_t c = next_code_point(text_, at_);
            if (is_digit(c))
                figures(from);
            else if (c < 0x80 ? (c | 32) >= U'a' && (c | 32) <= U'z' : u_isalpha(static_cast<UChar32>(c)))
                letters(from, c);
            else
                mark(from, c);
        }
        join_numbers(out_, first_);
    }

  private:
    void put(std::string_view word, std::size_t from, bool number = false) {
        if (word.empty()) return;
        SpokenWord made;
        made.text = word;
        made.span = {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(at_)};
        made.capital = capital_;
        made.number = number;
        out_.push_back(std::move(made));
    }

    // "1,000.5": commas between groups of three and one point belong to it.
    void figures(std::size_t from) {
        std::string word(1, text_[from]);
        bool point = false;
        while (at_ < end_) {
            const char c = text_[at_];
            if (is_digit(static_cast<unsigned char>(c))) {
                word += c;
                ++at_;
            } else if (c == ',' && digits_at(at_ + 1) >= 3 && digits_at(at_ + 1) % 3 == 0 && !point) {
                ++at_;
            } else if (c == '.' && digits_at(at_ + 1) > 0 && !point) {
                point = true;
                word += c;
                ++at_;
            } else {
                break;
            }
        }
        capital_ = false;
        // 20th, 1990s
        std::size_t tail = at_;
        while (tail < end_ && tail - at_ < 3 && (text_[tail] | 32) >= 'a' && (text_[tail] | 32) <= 'z') ++tail;
        std::string letters(text_.substr(at_, tail - at_));
        std::transform(letters.begin(), letters.end(), letters.begin(),
                       [](char c) { return static_cast<char>(c | 32); });
        if (letters == "th" || letters == "st" || letters == "nd" || letters == "rd" || letters == "s") {
            at_ = tail;
            word += letters;
            if (word == "1st" || word == "2nd" || word == "3rd")
                return put(word == "1st" ? "first" : word == "2nd" ? "second" : "third", from);
        } else if (letters == "k" || letters == "m" || letters == "b") {
            at_ = tail;
            put(word, from, true);
            put(letters == "k" ? "thousand" : letters == "m" ? "million" : "billion", from);
            return currency(from);
        }
        sentence_start_ = false;
        put(word, from, true);
        currency(from);
    }

    void currency(std::size_t from) {
        sentence_start_ = false;
        if (currency_.empty()) return;
        put(currency_, from);
        currency_ = {};
    }

    std::size_t digits_at(std::size_t at) const {
        std::size_t n = 0;
        while (at + n < end_ && is_digit(static_cast<unsigned char>(text_[at + n]))) ++n;
        return n;
    }

    void letters(std::size_t from, char32_t first) {
        word_.clear();
        std::string tail;
        bool in_tail = false;
        const bool upper = first < 0x80 ? first >= 'A' && first <= 'Z' : u_isupper(static_cast<UChar32>(first)) != 0;
        append_folded(first, word_);
        while (at_ < end_) {
            std::size_t next = at_;
            const char32_t c = next_code_point(text_, next);
            if (is_digit(c)) break;
            if (c < 0x80 ? (c | 32) >= U'a' && (c | 32) <= U'z' : u_isalpha(static_cast<UChar32>(c)) != 0) {
                append_folded(c, in_tail ? tail : word_);
            } else if (is_apostrophe(c) && next < end_ && !in_tail && letter_at(next)) {
                in_tail = true;
            } else if (c == '.' && next - from == 2 && word_.size() == 1 && initials(next)) {
                continue;  // U.S.
            } else {
                break;
            }
            at_ = next;
        }
        capital_ = upper && !sentence_start_ && !(word_ == "i");
        sentence_start_ = false;
        finish(word_, tail, from);
    }

    // Behind "U.": takes "S." and what follows likewise into word_; false where it is no initial.
    bool initials(std::size_t next) {
        bool any = false;
        while (next < end_ && letter_at(next) && text_[next] > 0 && (next + 1 >= end_ || text_[next + 1] == '.')) {
            append_folded(static_cast<unsigned char>(text_[next]), word_);
            next += next + 1 < end_ ? 2 : 1;
            any = true;
        }
        if (any) at_ = next;
        return any;
    }

    bool letter_at(std::size_t at) const { return u_isalpha(static_cast<UChar32>(next_code_point(text_, at))) != 0; }

    void finish(const std::string& word, const std::string& tail, std::size_t from) {
        if (!tail.empty()) {
            if (tail == "t" && word.size() > 1 && word.back() == 'n') {
                const std::string whole = word + "t";
                if (const Spelling* found = spelling(whole)) return several(found->spoken, from);
                put(std::string_view(word).substr(0, word.size() - 1), from);
                return put("not", from);
            }
            for (const Tail& known : kTails)
                if (tail == known.letters) {
                    put(word, from);
                    return put(known.word, from);
                }
            return put(word + tail, from);
        }
        if (word.size() <= 10)
            if (const Spelling* found = spelling(word)) return several(found->spoken, from);
        if (word.ends_with("nt") && std::find(kNegated.begin(), kNegated.end(), word) != kNegated.end()) {
            put(std::string_view(word).substr(0, word.size() - 2), from);
            return put("not", from);
        }
        put(word, from);
    }

    static const Spelling* spelling(std::string_view word) {
        const auto found = std::lower_bound(kSpellings.begin(), kSpellings.end(), word,
                                            [](const Spelling& s, std::string_view w) { return s.written < w; });
        return found != kSpellings.end() && found->written == word ? &*found : nullptr;
    }

    void several(std::string_view words, std::size_t from) {
        while (!words.empty()) {
            const std::size_t gap = words.find(' ');
            put(words.substr(0, gap), from);
            words = gap == std::string_view::npos ? std::string_view() : words.substr(gap + 1);
        }
    }

    void mark(std::size_t from, char32_t c) {
        if (c == '.' || c == '?' || c == '!' || c == ':' || c == 0x2026 || c == '"' || c == 0x201C)
            sentence_start_ = true;
        capital_ = false;
        if (c == '%') put("percent", from);
        if (c == '&') put("and", from);
        if (c == '+') put("plus", from);
        const bool money = at_ < end_ && is_digit(static_cast<unsigned char>(text_[at_]));
        if (money && c == '$') currency_ = "dollars";
        if (money && c == 0x20AC) currency_ = "euros";
        if (money && c == 0xA3) currency_ = "pounds";
    }

    std::string_view text_;
    std::size_t at_, end_;
    std::vector<SpokenWord>& out_;
    std::size_t first_;
    std::string word_;
    std::string_view currency_;
    bool sentence_start_ = true, capital_ = false;
};

}  // namespace

void spoken_words(std::string_view text, Span within, std::vector<SpokenWord>& out) {
    Reader(text, within, out).read();
}

}  // namespace earwitness::text
