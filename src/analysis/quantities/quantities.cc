// Each sentence is walked once. Where a numeral begins it is read (numerals.h), refused where it is a year, an age, a
// time of day, a version or a number that counts nothing, and else given its unit and the words of what it measures.
#include "analysis/quantities/quantities.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "analysis/quantities/numerals.h"
#include "analysis/quantities/units.h"

namespace earwitness::analysis::quantities {
namespace {

constexpr std::uint32_t kMaxNounWords = 4;

std::string lowered(std::string_view word) {
    std::string out(word.substr(0, 24));
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& table) {
    return std::find(table.begin(), table.end(), word) != table.end();
}

constexpr std::array<std::string_view, 13> kMonths = {"january",  "february", "march",  "april",     "may",
                                                      "june",     "july",     "august", "september", "october",
                                                      "november", "december", "#"};
constexpr std::array<std::string_view, 32> kLabels = {
    "version", "episode", "number", "chapter", "step",   "phase", "part",    "season", "page", "level", "room",
    "section", "series",  "grade",  "act",     "item",   "line",  "day",     "error",  "code", "type",  "tier",
    "option",  "port",    "top",    "issue",   "volume", "book",  "article", "bip",    "rfc",  "figure"};
constexpr std::array<std::string_view, 14> kYearLeads = {"in",     "since", "by",     "until", "from", "of",  "year",
                                                         "during", "after", "before", "early", "late", "mid", "summer"};
constexpr std::array<std::string_view, 9> kClock = {"am",
                                                    "pm",
                                                    "a.m.",
                                                    "p.m.",
                                                    "a.m",
                                                    "p.m",
                                                    "o'clock",
                                                    "old",
                                                    "o\xE2\x80\x99"
                                                    "clock"};
constexpr std::array<std::string_view, 8> kApprox = {"about",  "around", "roughly", "approximately",
                                                     "nearly", "almost", "over",    "like"};
constexpr std::array<std::string_view, 10> kLinks = {"is", "are", "was", "were", "'s",
                                                     "of", "at",  "to",  "be",   "reached"};
constexpr std::array<std::string_view, 7> kDeterminers = {"the", "all", "our", "their", "those", "these", "your"};

class Walker {
  public:
    Walker(const Document& document, std::vector<Quantity>& out) : document_(document), out_(out) {
        const Vocabulary& words = document.vocabulary;
        begins_.reserve(words.size());
        for (std::size_t i = 0; i < words.size(); ++i) begins_.push_back(may_begin(i));
    }

    void walk(const Sentence& sentence) {
        begin_ = sentence.first_token;
        end_ = begin_ + sentence.token_count;
        floor_ = begin_;
        const std::size_t first = out_.size();
        for (std::uint32_t i = begin_; i < end_;) i = begins_[document_.vocabulary.of_token[i]] ? take(i) : i + 1;
        share_units(first);
    }

  private:
    std::string_view raw(std::uint32_t at) const {
        return at >= begin_ && at < end_ ? document_.of(document_.tokens[at].span) : std::string_view();
    }
    std::string low(std::uint32_t at) const { return lowered(raw(at)); }
    bool is_word(std::uint32_t at) const {
        return at >= begin_ && at < end_ && document_.tokens[at].kind == text::TokenKind::kWord;
    }

    // What is no numeral and no currency sign begins no quantity: most words, which are told by their spelling alone.
    bool may_begin(std::size_t word) const {
        return may_begin_numeral(document_.vocabulary.lower[word]) ||
               !currency_of(document_.of(document_.vocabulary.words[word].span)).empty();
    }

    // Reads what begins at `at`; returns the token behind it.
    std::uint32_t take(std::uint32_t at) {
        const std::string_view sign = currency_of(raw(at));
        const std::uint32_t number_at = sign.empty() ? at : at + 1;
        if (number_at >= end_) return at + 1;
        Numeral numeral = read_numeral(document_.text(), document_.tokens, number_at, end_);
        if (numeral.kind == NumeralKind::kNone) return at + 1;
        const std::uint32_t next = number_at + numeral.tokens;
        if (numeral.kind == NumeralKind::kOther) return next;
        Quantity quantity;
        quantity.value = numeral.value;
        quantity.unit = sign;
        std::uint32_t last = unit_after(numeral, next, quantity);
        const bool noun =
            quantity.unit.empty() && numeral.kind != NumeralKind::kShare ? counted_noun(next, last, quantity) : false;
        if (!measures(numeral, at, next, quantity, noun)) return next;
        if (quantity.what.empty()) quantity.what = what_of(at, last);
        quantity.span = {document_.tokens[at].span.begin, document_.tokens[last - 1].span.end};
        floor_ = last;
        push(std::move(quantity), numeral, document_.tokens[number_at].span.begin);
        return last;
    }

    // "10-20 percent" is two quantities of one unit.
    void push(Quantity quantity, const Numeral& numeral, std::uint32_t figure_begin) {
        if (numeral.range_bytes > 0) {
            Quantity from = quantity;
            from.value = numeral.range_from;
            from.span.end = figure_begin + numeral.range_bytes;
            quantity.span.begin = from.span.end + 1;
            out_.push_back(std::move(from));
        }
        out_.push_back(std::move(quantity));
    }

    // The unit in a suffix, a sign or the next word; returns the token behind it.
    std::uint32_t unit_after(const Numeral& numeral, std::uint32_t next, Quantity& quantity) const {
        if (numeral.kind == NumeralKind::kMultiple) quantity.unit = "times";
        if (!numeral.suffix.empty()) {
            std::string suffix = lowered(numeral.suffix);
            if (suffix[0] == '-') suffix.erase(0, 1);
            quantity.unit = unit_of(suffix);
            return next;
        }
        if (raw(next) == "%") {
            quantity.unit = "percent";
            return next + 1;
        }
        if (!is_word(next) || numeral.kind != NumeralKind::kCardinal) return next;
        const std::string word = low(next);
        const std::string_view unit = unit_of(word);
        if (unit.empty() || (!quantity.unit.empty() && unit != quantity.unit)) return next;
        const bool points = unit == "percent" && low(next + 1) == "points";
        quantity.unit = points ? "percentage points" : std::string(unit);
        return next + (points ? 2 : 1);
    }

    // "3,000 worker nodes": unit "nodes", what "worker nodes".
    bool counted_noun(std::uint32_t next, std::uint32_t& last, Quantity& quantity) const {
        for (std::uint32_t i = next; i < std::min(end_, next + kMaxNounWords) && is_word(i); ++i) {
            const std::string word = low(i);
            if (ends_noun_phrase(word)) return false;
            if (!looks_plural(word)) continue;
            // "15,000 Python engineers": the first plural may only be a part of the name of what is counted.
            quantity.unit = word;
            quantity.what = text_of(next, i + 1);
            last = i + 1;
            return true;
        }
        return false;
    }

    std::string text_of(std::uint32_t first, std::uint32_t last) const {
        return std::string(document_.of({document_.tokens[first].span.begin, document_.tokens[last - 1].span.end}));
    }

    bool measures(const Numeral& numeral, std::uint32_t at, std::uint32_t next, const Quantity& quantity,
                  bool noun) const {
        const bool has_unit = !quantity.unit.empty() && !noun;
        const std::string before = at > begin_ ? low(at - 1) : std::string(), after = low(next);
        // "2,000 copies" may be written 2000, but who says "the 2012 elections" counts nothing.
        if (numeral.kind == NumeralKind::kYear)
            return !numeral.in_words &&
                   (has_unit || (noun && (std::fmod(numeral.value, 100) == 0 || is_one_of(before, kApprox)) &&
                                 !is_one_of(before, kYearLeads) && !is_one_of(before, kMonths)));
        if (!numeral.suffix.empty() && !has_unit) return false;
        if (is_one_of(after, kClock) || is_one_of(after, kMonths) || is_one_of(before, kMonths)) return false;
        if (quantity.unit == "years" && (low(next + 1) == "old" || raw(next).ends_with("-old"))) return false;
        if (has_unit || numeral.kind != NumeralKind::kCardinal || numeral.has_scale) return true;
        if (noun) return numeral.value != 1 && !(is_hollow_noun(quantity.unit) && numeral.value < 13);
        if (opens_range(next)) return true;
        if (is_one_of(before, kLabels) || numeral.in_words) return false;
        const bool name_before = at > begin_ + 1 && is_word(at - 1) && raw(at - 1)[0] >= 'A' && raw(at - 1)[0] <= 'Z';
        return !name_before && after != "of" && numeral.value >= 10;
    }

    // What is measured where no counted noun says it: "of startups", "growth in queries", "latency is".
    std::string what_of(std::uint32_t at, std::uint32_t last) const {
        std::uint32_t from = last;
        if (low(from) == "of") ++from;
        while (is_one_of(low(from), kDeterminers)) ++from;
        std::uint32_t to = noun_phrase_end(from);
        if (to > from && (low(to) == "in" || low(to) == "of")) {
            const std::uint32_t more = noun_phrase_end(to + 1);
            if (more > to + 1) to = more;
        }
        if (to > from) return text_of(from, to);
        std::uint32_t back = at;
        while (back > floor_ && is_one_of(low(back - 1), kApprox)) --back;
        if (back <= floor_ || !is_one_of(low(back - 1), kLinks)) return {};
        const std::uint32_t phrase_end = back - 1;
        std::uint32_t phrase = phrase_end;
        while (phrase > floor_ && phrase_end - phrase < kMaxNounWords && is_word(phrase - 1) &&
               !ends_noun_phrase(low(phrase - 1)))
            --phrase;
        return phrase < phrase_end ? text_of(phrase, phrase_end) : std::string();
    }

    std::uint32_t noun_phrase_end(std::uint32_t at) const {
        const std::uint32_t limit = std::min(end_, at + kMaxNounWords);
        while (at < limit && is_word(at) && !ends_noun_phrase(low(at)))
            if (looks_plural(low(at++))) break;
        return at;
    }

    // "ten to twenty percent": the first number has its unit behind the second.
    bool opens_range(std::uint32_t next) const {
        if (low(next) != "to" && low(next) != "or") return false;
        const Numeral second = read_numeral(document_.text(), document_.tokens, next + 1, end_);
        if (second.kind != NumeralKind::kCardinal) return false;
        const std::string after = low(next + 1 + second.tokens);
        return after == "%" || !unit_of(after).empty() || looks_plural(after);
    }

    // "ten to twenty percent", "between 3 and 5 days": the first takes the unit of the second.
    void share_units(std::size_t first) {
        for (std::size_t i = first; i + 1 < out_.size(); ++i) {
            Quantity& left = out_[i];
            const Quantity& right = out_[i + 1];
            if (!left.unit.empty() || right.unit.empty() || right.span.begin < left.span.end) continue;
            const std::string gap = lowered(document_.of({left.span.end, right.span.begin}));
            if (gap != " to " && gap != " and " && gap != " or " && gap != "-" && gap != "\xE2\x80\x93") continue;
            left.unit = right.unit;
            left.what = right.what;
        }
    }

    const Document& document_;
    std::vector<Quantity>& out_;
    std::vector<char> begins_;  // by distinct word: whether a quantity may begin with it
    std::uint32_t begin_ = 0;
    std::uint32_t end_ = 0;
    std::uint32_t floor_ = 0;  // the token behind the last quantity: what it measures is not looked for before it
};

}  // namespace

std::vector<Quantity> extract_quantities(const Document& document) {
    std::vector<Quantity> out;
    Walker walker(document, out);
    for (const Sentence& sentence : document.sentences) walker.walk(sentence);
    return out;
}

}  // namespace earwitness::analysis::quantities
