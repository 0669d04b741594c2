#include "analysis/quantities/numerals.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "analysis/quantities/units.h"
#include "analysis/sentence_words.h"

namespace earwitness::analysis::quantities {
namespace {

struct NumberWord {
    std::string_view word;
    double value;
    char kind;  // 'u' 0..9, 't' 10..19, 'd' tens, 'h' hundred, 's' scale
};
// clang-format off
constexpr NumberWord kNumberWords[] = {
    {"billion", 1e9, 's'},  {"dozen", 12, 's'},     {"eight", 8, 'u'},     {"eighteen", 18, 't'}, {"eighty", 80, 'd'},  {"eleven", 11, 't'},
    {"fifteen", 15, 't'},   {"fifty", 50, 'd'},     {"five", 5, 'u'},      {"forty", 40, 'd'},    {"four", 4, 'u'},     {"fourteen", 14, 't'},
    {"grand", 1e3, 's'},    {"hundred", 100, 'h'},  {"k", 1e3, 's'},       {"million", 1e6, 's'}, {"nine", 9, 'u'},     {"nineteen", 19, 't'},
    {"ninety", 90, 'd'},    {"one", 1, 'u'},        {"seven", 7, 'u'},     {"seventeen", 17, 't'}, {"seventy", 70, 'd'}, {"six", 6, 'u'},
    {"sixteen", 16, 't'},   {"sixty", 60, 'd'},     {"ten", 10, 't'},      {"thirteen", 13, 't'}, {"thirty", 30, 'd'},  {"thousand", 1e3, 's'},
    {"three", 3, 'u'},      {"trillion", 1e12, 's'}, {"twelve", 12, 't'},  {"twenty", 20, 'd'},   {"two", 2, 'u'},      {"zero", 0, 'u'},
};
// clang-format on

const NumberWord* number_word(std::string_view lower) {
    const auto* found = std::lower_bound(std::begin(kNumberWords), std::end(kNumberWords), lower,
                                         [](const NumberWord& row, std::string_view key) { return row.word < key; });
    return found != std::end(kNumberWords) && found->word == lower ? found : nullptr;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits with grouping commas and at most one decimal point, from text[0]; its bytes, 0 where it is none.
std::size_t read_figure(std::string_view text, double& value) {
    char digits[32];
    std::size_t size = 0, at = 0;
    bool point = false;
    for (; at < text.size() && size < sizeof digits; ++at) {
        const char c = text[at];
        const bool more = at + 1 < text.size() && is_digit(text[at + 1]);
        if (is_digit(c))
            digits[size++] = c;
        else if (c == '.' && !point && more && at > 0)
            digits[size++] = c, point = true;
        else if (c != ',' || !more || point || at == 0)
            break;
    }
    if (size == 0 || !is_digit(text[0])) return 0;
    const auto done = std::from_chars(digits, digits + size, value);
    return done.ec == std::errc() ? at : 0;
}

// "Doubled", "halving": by how much.
constexpr std::pair<std::string_view, double> kMoves[] = {{"doubl", 2}, {"tripl", 3}, {"quadrupl", 4}, {"halv", 0.5}};
// Of what magnitudes.h reads.
constexpr std::string_view kMagnitudeHeads[] = {"single", "tens", "hundreds", "thousands"};

class Reader {
  public:
    Reader(std::string_view text, const std::vector<text::Token>& tokens, std::uint32_t at, std::uint32_t end)
        : text_(text), tokens_(tokens), start_(at), end_(end) {}

    Numeral read() {
        const std::string_view first = raw(start_);
        if (first.empty()) return {};
        if (is_digit(first[0])) return share_of(digits(first));
        const std::string word = lowered(first);
        if (word == "twice") return plain(NumeralKind::kMultiple, 2, 1);
        if (word == "half") return half();
        if (word == "a" || word == "an") return after_article();
        if (const Numeral moved = moving(word); moved.kind != NumeralKind::kNone) return moved;
        return share_of(words(start_));
    }

  private:
    std::string_view raw(std::uint32_t at) const { return at < end_ ? tokens_[at].span.in(text_) : std::string_view(); }
    std::string low(std::uint32_t at) const { return lowered(raw(at)); }

    Numeral plain(NumeralKind kind, double value, std::uint32_t count) const {
        Numeral out;
        out.kind = kind;
        out.value = value;
        out.tokens = count;
        out.in_words = true;
        return out;
    }

    // "doubled", "has been doubling", "double the speed"; "double down" and "a double" are something else.
    Numeral moving(std::string_view word) const {
        for (const auto& [stem, factor] : kMoves) {
            if (!word.starts_with(stem)) continue;
            const std::string_view end = word.substr(stem.size());
            const std::string next = low(start_ + 1);
            const bool bare = end == "e";
            if (!bare && end != "ed" && end != "ing" && end != "es") return {};
            if (next == "down" || next == "back" || next == "up" || next == "as") return {};
            if (bare && next != "every" && next != "each" && next != "in" && next != "the" && next != "our" &&
                next != "their" && next != "its" && next != "your" && next != "that")
                return {};
            Numeral out = plain(NumeralKind::kMultiple, factor, 1);
            // "Double the speed" is a comparison, unless it says in which time.
            out.direction = bare && next != "every" && next != "each" && next != "in" ? 0 : factor > 1 ? 1 : -1;
            return out;
        }
        return {};
    }

    // "four out of five", "one in ten": the share that they make. "Two in five days" is none.
    Numeral share_of(Numeral part) const {
        if (part.kind != NumeralKind::kCardinal || part.most != 0 || !part.suffix.empty() || part.value < 1)
            return part;
        const std::uint32_t link = start_ + part.tokens;
        const bool out_of = low(link) == "out" && low(link + 1) == "of";
        if (!out_of && (low(link) != "in" || part.value >= 10)) return part;
        const std::uint32_t whole_at = link + (out_of ? 2 : 1);
        Numeral whole = Reader(text_, tokens_, whole_at, end_).figure();
        if (whole.kind != NumeralKind::kCardinal || !whole.suffix.empty() || whole.value <= part.value) return part;
        if (!out_of && (whole.value < 3 || !unit_of(low(whole_at + whole.tokens)).empty())) return part;
        part.kind = NumeralKind::kShare;
        part.value /= whole.value;
        part.tokens += (out_of ? 2 : 1) + whole.tokens;
        return part;
    }

    // A plain figure, in digits or words.
    Numeral figure() const {
        const std::string_view first = raw(start_);
        if (first.empty()) return {};
        return is_digit(first[0]) ? digits(first) : words(start_);
    }

    // "half a million" is a number; "half of", "half the" a share, and so may "by half" be; other halves are neither.
    Numeral half() const {
        const std::string next = low(start_ + 1);
        if (next == "a" || next == "an") {
            const NumberWord* scale = number_word(low(start_ + 2));
            if (scale == nullptr || (scale->kind != 's' && scale->kind != 'h')) return {};
            Numeral out = plain(NumeralKind::kCardinal, scale->value / 2, 3);
            out.has_scale = true;
            return out;
        }
        if (next == "of" || next == "the" || next == "our" || next == "their" || next == "my")
            return plain(NumeralKind::kShare, 0.5, 1);
        const std::string before = start_ > 0 ? lowered(tokens_[start_ - 1].span.in(text_)) : std::string();
        return before == "by" || before == "in" ? plain(NumeralKind::kShare, 0.5, 1) : Numeral{};
    }

    Numeral after_article() const {
        const std::string next = low(start_ + 1);
        const bool of = low(start_ + 2) == "of";
        if (next == "third" && of) return plain(NumeralKind::kShare, 1.0 / 3, 2);
        if (next == "quarter" && of) return plain(NumeralKind::kShare, 0.25, 2);
        if (next == "couple") return couple();
        const NumberWord* word = number_word(next);
        if (word == nullptr || (word->kind != 's' && word->kind != 'h')) return {};
        return words(start_ + 1);
    }

    // "a couple hundred", "a couple of million"
    Numeral couple() const {
        const std::uint32_t at = start_ + (low(start_ + 2) == "of" ? 3 : 2);
        const NumberWord* scale = number_word(low(at));
        if (scale == nullptr || (scale->kind != 's' && scale->kind != 'h')) return {};
        Numeral out = plain(NumeralKind::kCardinal, 2, 0);
        return finish(out, at);
    }

    // Words from `at` on; the grammar is that of spoken English ("twelve hundred", "a hundred and five thousand").
    Numeral words(std::uint32_t at) const {
        double total = 0, current = 0;
        char last = 0;
        Numeral out = plain(NumeralKind::kNone, 0, 0);
        std::uint32_t i = at;
        for (; i < end_ && i < at + 12; ++i) {
            const std::string token = low(i);
            const std::size_t hyphen = token.find('-');
            const NumberWord* word = number_word(std::string_view(token).substr(0, hyphen));
            const NumberWord* tail =
                hyphen == std::string::npos ? nullptr : number_word(std::string_view(token).substr(hyphen + 1));
            if (word == nullptr ||
                (hyphen != std::string::npos && (tail == nullptr || word->kind != 'd' || tail->kind != 'u'))) {
                if (token == "and" && last != 0 && with_fraction(i, total, current, out)) return finish(out, i + 3);
                const NumberWord* next =
                    token == "and" && (last == 'h' || last == 's') ? number_word(low(i + 1)) : nullptr;
                if (next == nullptr || (next->kind != 'u' && next->kind != 't' && next->kind != 'd') ||
                    next->value >= current + total)
                    break;
                continue;
            }
            const bool small = word->kind == 'u' || word->kind == 't' || word->kind == 'd';
            if (small && (last == 't' || (last == 'd' && word->kind != 'u'))) return year(i);
            if (small && last == 'u') break;
            if (last == 0 && word->kind == 's' && (word->word == "k" || word->word == "grand")) break;
            if (small)
                current += word->value + (tail != nullptr ? tail->value : 0);
            else if (word->kind == 'h')
                current = std::max(current, 1.0) * 100;
            else
                total = scaled(total, current, word->value), current = 0;
            out.has_scale = out.has_scale || !small;
            out.scale = word->kind == 's' ? word->value : 1;
            last = tail != nullptr ? 'u' : word->kind;
        }
        if (last == 0) return {};
        out.kind = NumeralKind::kCardinal;
        out.value = total + current;
        if (low(i) == "point") return with_point(out, i, total, current);
        if (low(i) == "thirds" || low(i) == "quarters" || low(i) == "fourths" || low(i) == "fifths")
            return fraction(out, i);
        return finish(out, i);
    }

    static double scaled(double total, double current, double scale) {
        return current == 0 && total > 0 ? total * scale : total + std::max(current, 1.0) * scale;
    }

    // "two and a half million"
    bool with_fraction(std::uint32_t and_at, double total, double current, Numeral& out) const {
        if (low(and_at + 1) != "a") return false;
        const std::string part = low(and_at + 2);
        if (part != "half" && part != "quarter") return false;
        out.kind = NumeralKind::kCardinal;
        out.value = total + current + (part == "half" ? 0.5 : 0.25);
        return true;
    }

    // "one point five million"
    Numeral with_point(Numeral out, std::uint32_t point_at, double total, double current) const {
        double place = 0.1, part = 0;
        std::uint32_t i = point_at + 1;
        for (; i < end_ && i < point_at + 6; ++i) {
            const NumberWord* digit = number_word(low(i));
            if (digit == nullptr || digit->kind != 'u') break;
            part += digit->value * place;
            place /= 10;
        }
        if (i == point_at + 1) return finish(out, point_at);
        out.value = total + current + part;
        return finish(out, i);
    }

    Numeral fraction(Numeral out, std::uint32_t at) const {
        const std::string part = low(at);
        out.kind = NumeralKind::kShare;
        out.value /= part == "thirds" ? 3 : part == "fifths" ? 5 : 4;
        out.tokens = at + 1 - start_;
        return out;
    }

    // "nineteen eighty-four", "twenty twenty": takes the words of the year with it.
    Numeral year(std::uint32_t at) const {
        while (at < end_ && number_word(std::string_view(low(at)).substr(0, low(at).find('-'))) != nullptr) ++at;
        return plain(NumeralKind::kYear, 0, at - start_);
    }

    // A scale that follows ("million" of "3.5 million"), then the count of tokens.
    Numeral finish(Numeral out, std::uint32_t at) const {
        for (; at < end_; ++at) {
            const NumberWord* scale = number_word(low(at));
            if (scale == nullptr || (scale->kind != 's' && scale->kind != 'h')) break;
            out.value *= scale->value;
            out.most *= scale->value;
            out.scale *= scale->value;
            out.has_scale = true;
        }
        out.tokens = at - start_;
        return out;
    }

    Numeral digits(std::string_view token) const {
        Numeral out;
        const std::size_t size = read_figure(token, out.value);
        out.kind = NumeralKind::kCardinal;
        out.tokens = 1;
        std::string_view rest = token.substr(size);
        if (rest.size() > 1 && rest[0] == '-' && is_digit(rest[1])) {
            rest = rest.substr(1 + read_figure(rest.substr(1), out.most));
            const bool years = out.value >= 1800 && out.most < 2100 && token.size() == 9;
            if (out.most <= out.value || years || rest.starts_with("-")) return other(out);
        }
        const std::string tail = lowered(rest);
        if (tail == "x")
            out.kind = NumeralKind::kMultiple;
        else if (tail == "k" || tail == "m" || tail == "b" || tail == "bn" || tail == "t")
            out = letter_scaled(out, tail[0]);
        else if (!rest.empty())
            out.suffix = rest;
        if (size == 0 || tail == "th" || tail == "st" || tail == "nd" || tail == "rd" || tail == "s" || tail == "d" ||
            tail.find_first_of(":./,_&") != std::string::npos)
            return other(out);
        if (rest.empty() && token.size() == 4 && out.most == 0 && out.value >= 1800 && out.value < 2100) {
            out.kind = NumeralKind::kYear;
            return out;
        }
        if (out.kind == NumeralKind::kMultiple || !out.suffix.empty()) return out;
        if (low(start_ + 1) == "and" && with_fraction(start_ + 1, 0, out.value, out)) return finish(out, start_ + 4);
        return finish(out, start_ + 1);
    }

    static Numeral other(Numeral out) {
        out.kind = NumeralKind::kOther;
        return out;
    }

    static Numeral letter_scaled(Numeral out, char letter) {
        const double scale = letter == 'k' ? 1e3 : letter == 'm' ? 1e6 : letter == 'b' ? 1e9 : 1e12;
        out.value *= scale;
        out.most *= scale;
        out.scale = scale;
        out.has_scale = true;
        return out;
    }

    std::string_view text_;
    const std::vector<text::Token>& tokens_;
    std::uint32_t start_;
    std::uint32_t end_;
};

}  // namespace

bool may_begin_numeral(std::string_view lower) {
    static constexpr std::string_view kFirstLetters = "0123456789abdefhlmnoqstz";  // of all that is named below
    if (lower.empty() || kFirstLetters.find(lower[0]) == std::string_view::npos) return false;
    if (is_digit(lower[0]) || lower == "twice" || lower == "half" || lower == "a") return true;
    for (const auto& [stem, factor] : kMoves)
        if (lower.starts_with(stem)) return true;
    const std::string_view head = lower.substr(0, lower.find('-'));
    if (is_one_of(head, kMagnitudeHeads)) return true;
    const NumberWord* word = number_word(head);
    // These scale what stands before them: "a dozen", "five grand", "10 k".
    return word != nullptr && word->word != "dozen" && word->word != "grand" && word->word != "k";
}

Numeral read_numeral(std::string_view text, const std::vector<text::Token>& tokens, std::uint32_t at,
                     std::uint32_t end) {
    return Reader(text, tokens, at, end).read();
}

}  // namespace earwitness::analysis::quantities
