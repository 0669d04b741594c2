// Each sentence is walked once. Where a numeral begins it is read (numerals.h), refused where it is a year, an age, a
// time of day, a version or a number that counts nothing, and else given its unit and the words of what it measures;
// then what stands between neighbours makes rates, changes (changes.h) and ranges (ranges.h) of them.
#include "analysis/quantities/quantities.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "analysis/quantities/changes.h"
#include "analysis/quantities/found.h"
#include "analysis/quantities/magnitudes.h"
#include "analysis/quantities/numerals.h"
#include "analysis/quantities/ranges.h"
#include "analysis/quantities/units.h"
#include "analysis/sentence_words.h"

namespace earwitness::analysis::quantities {
namespace {

constexpr std::uint32_t kMaxNounWords = 4;

constexpr std::string_view kMonths[] = {"january", "february",  "march",   "april",    "may",      "june", "july",
                                        "august",  "september", "october", "november", "december", "#"};
constexpr std::string_view kLabels[] = {
    "version", "episode", "number", "chapter", "step",   "phase", "part",    "season", "page", "level", "room",
    "section", "series",  "grade",  "act",     "item",   "line",  "day",     "error",  "code", "type",  "tier",
    "option",  "port",    "top",    "issue",   "volume", "book",  "article", "bip",    "rfc",  "figure"};
constexpr std::string_view kYearLeads[] = {"in",     "since", "by",     "until", "from", "of",  "year",
                                           "during", "after", "before", "early", "late", "mid", "summer"};
constexpr std::string_view kClock[] = {"am",
                                       "pm",
                                       "a.m.",
                                       "p.m.",
                                       "a.m",
                                       "p.m",
                                       "o'clock",
                                       "old",
                                       "o\xE2\x80\x99"
                                       "clock"};
constexpr std::string_view kLinks[] = {"is", "are", "was", "were", "'s", "of", "at", "to", "be", "reached"};
constexpr std::string_view kBeforeMove[] = {"has", "have", "had",   "is",   "are",  "was",  "been",
                                            "'s",  "will", "would", "more", "than", "could"};
constexpr std::string_view kDeterminers[] = {"the", "all", "our", "their", "those", "these", "your"};

class Walker {
  public:
    Walker(const Document& document, std::vector<Quantity>& out)
        : document_(document), out_(out), words_(document, Sentence{}) {
        const Vocabulary& words = document.vocabulary;
        begins_.reserve(words.size());
        for (std::size_t i = 0; i < words.size(); ++i) begins_.push_back(may_begin(i));
    }

    void walk(const Sentence& sentence) {
        words_ = SentenceWords(document_, sentence);
        begin_ = floor_ = words_.begin();
        end_ = words_.end();
        found_.clear();
        for (std::uint32_t i = begin_; i < end_;) i = begins_[document_.vocabulary.of_token[i]] ? take(i) : i + 1;
        if (found_.empty()) return;
        read_changes(words_, found_);
        join_ranges(words_, found_);
        for (Found& found : found_) out_.push_back(std::move(found.quantity));
    }

  private:
    std::string_view raw(std::uint32_t at) const { return words_.raw(at); }
    std::string low(std::uint32_t at) const { return words_.low(at); }
    bool is_word(std::uint32_t at) const { return words_.is_word(at); }

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
        const std::uint32_t byte = document_.tokens[at].span.begin;
        if (byte > 0 && document_.text()[byte - 1] == ':') return at + 1;  // the end of a time stamp
        const Numeral numeral = numeral_at(number_at);
        if (numeral.kind == NumeralKind::kNone) return at + 1;
        const std::uint32_t next = number_at + numeral.tokens;
        if (numeral.kind == NumeralKind::kOther) return next;
        Found found;
        Quantity& quantity = found.quantity;
        quantity.value = numeral.value;
        quantity.unit = sign;
        found.last = unit_after(numeral, next, quantity);
        const bool noun = quantity.unit.empty() && numeral.kind != NumeralKind::kShare
                              ? counted_noun(next, found.last, quantity)
                              : false;
        if (!measures(numeral, at, next, quantity, noun)) {
            found.is_tentative = numeral.kind == NumeralKind::kCardinal && numeral.suffix.empty() &&
                                 (opens_range(next) || closes_change(at, next));
            if (!found.is_tentative) return next;
        }
        if (quantity.what.empty()) quantity.what = what_of(at, found.last, numeral);
        if (numeral.most > 0) quantity.range = QuantityRange{numeral.value, numeral.most};
        quantity.span = words_.span(at, found.last);
        found.first = at;
        found.scale = numeral.scale;
        found.direction = numeral.direction;
        found.is_share = numeral.kind == NumeralKind::kShare;
        floor_ = found.last;
        found_.push_back(std::move(found));
        return floor_;
    }

    Numeral numeral_at(std::uint32_t at) const {
        const std::string_view token = raw(at), after = raw(at + 1);
        const bool may_be_magnitude = token.find('-') != std::string_view::npos ||
                                      (after.size() > 4 && (after[0] == 'd' || after[0] == 'f')) ||
                                      (token.ends_with("s") && after == "of");
        if (may_be_magnitude) {
            const Numeral magnitude = read_magnitude(document_.text(), document_.tokens, at, end_);
            if (magnitude.kind != NumeralKind::kNone) return magnitude;
        }
        return read_numeral(document_.text(), document_.tokens, at, end_);
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
        const bool is_magnitude = numeral.kind == NumeralKind::kMagnitude;
        if (is_magnitude && low(next) == "of" && !unit_of(low(next + 1)).empty())
            ++next;  // "tens of millions of dollars"
        if (!is_word(next) || (numeral.kind != NumeralKind::kCardinal && !is_magnitude)) return next;
        const std::string word = low(next);
        const std::string_view unit = unit_of(word);
        if (unit.empty() || (!quantity.unit.empty() && unit != quantity.unit)) return next;
        const bool points = unit == "percent" && low(next + 1) == "points";
        quantity.unit = points ? "percentage points" : std::string(unit);
        return next + (points ? 2 : 1);
    }

    // "3,000 worker nodes": unit "nodes", what "worker nodes".
    bool counted_noun(std::uint32_t next, std::uint32_t& last, Quantity& quantity) const {
        if (low(next) == "of" && next > begin_ && low(next - 1).ends_with("s")) ++next;  // "tens of millions of users"
        for (std::uint32_t i = next; i < std::min(end_, next + kMaxNounWords) && is_word(i); ++i) {
            const std::string word = low(i);
            if (ends_noun_phrase(word)) return false;
            if (!looks_plural(word)) continue;
            // "15,000 Python engineers": the first plural may only be a part of the name of what is counted.
            quantity.unit = word;
            quantity.what = words_.text(next, i + 1);
            last = i + 1;
            return true;
        }
        return false;
    }

    bool measures(const Numeral& numeral, std::uint32_t at, std::uint32_t next, const Quantity& quantity,
                  bool noun) const {
        const bool has_unit = !quantity.unit.empty() && !noun;
        const std::string before = at > begin_ ? low(at - 1) : std::string(), after = low(next);
        // "2,000 copies" may be written 2000, but who says "the 2012 elections" counts nothing.
        if (numeral.kind == NumeralKind::kYear)
            return !numeral.in_words &&
                   (has_unit || (noun && (std::fmod(numeral.value, 100) == 0 || is_approximate(before)) &&
                                 !is_one_of(before, kYearLeads) && !is_one_of(before, kMonths)));
        if (!numeral.suffix.empty() && !has_unit) return false;
        if (numeral.kind == NumeralKind::kMultiple && before.starts_with("think")) return false;  // "think twice"
        if (is_one_of(after, kClock) || is_one_of(after, kMonths) || is_one_of(before, kMonths)) return false;
        if (quantity.unit == "years" && (low(next + 1) == "old" || raw(next).ends_with("-old"))) return false;
        // "Cut by half", "cut in half"; a lone "by half" moved nothing.
        if (numeral.kind == NumeralKind::kShare && (before == "by" || before == "in") && low(at) == "half" &&
            after != "of")
            return change_before(words_, at - 1) != 0;
        if (has_unit || numeral.kind != NumeralKind::kCardinal || numeral.has_scale) return true;
        if (noun) return numeral.value != 1 && !(is_hollow_noun(quantity.unit) && numeral.value < 13);
        if (is_one_of(before, kLabels) || numeral.in_words) return false;
        const bool name_before = at > begin_ + 1 && is_word(at - 1) && raw(at - 1)[0] >= 'A' && raw(at - 1)[0] <= 'Z';
        return !name_before && after != "of" && numeral.value >= 10;
    }

    // What is measured where no counted noun says it: "of startups", "growth in queries", "latency is".
    std::string what_of(std::uint32_t at, std::uint32_t last, const Numeral& numeral) const {
        std::uint32_t from = last;
        if (low(from) == "of") ++from;
        while (is_one_of(low(from), kDeterminers)) ++from;
        std::uint32_t to = noun_phrase_end(from);
        if (to > from && (low(to) == "in" || low(to) == "of")) {
            const std::uint32_t more = noun_phrase_end(to + 1);
            if (more > to + 1) to = more;
        }
        if (to > from) return words_.text(from, to);
        std::uint32_t back = at;
        while (back > floor_ && is_approximate(low(back - 1))) --back;
        if (numeral.direction != 0) {  // "usage has more than doubled"
            while (back > floor_ && is_one_of(low(back - 1), kBeforeMove)) --back;
            return phrase_before(back);
        }
        if (back <= floor_ || !is_one_of(low(back - 1), kLinks)) return {};
        return phrase_before(back - 1);
    }

    std::string phrase_before(std::uint32_t phrase_end) const {
        std::uint32_t phrase = phrase_end;
        while (phrase > floor_ && phrase_end - phrase < kMaxNounWords && is_word(phrase - 1) &&
               !ends_noun_phrase(low(phrase - 1)))
            --phrase;
        return phrase < phrase_end ? words_.text(phrase, phrase_end) : std::string();
    }

    std::uint32_t noun_phrase_end(std::uint32_t at) const {
        const std::uint32_t limit = std::min(end_, at + kMaxNounWords);
        while (at < limit && is_word(at) && !ends_noun_phrase(low(at)))
            if (looks_plural(low(at++))) break;
        return at;
    }

    // "ten to twenty percent": the first number has its unit behind the second.
    bool opens_range(std::uint32_t next) const {
        std::uint32_t at = next + 1;
        if (low(next) == "-" || low(next) == "\xE2\x80\x93" || low(next) == "to" || low(next) == "or" ||
            low(next) == "and")
            while (at < end_ && is_approximate(low(at))) ++at;
        else
            return false;
        const Numeral second = numeral_at(at);
        if (second.kind == NumeralKind::kMultiple) return second.direction == 0;
        if (second.kind != NumeralKind::kCardinal) return false;
        const std::string after = low(at + second.tokens);
        return second.has_scale || after == "%" || !unit_of(after).empty() || looks_plural(after);
    }

    // "from ten minutes to two": the last number means minutes, too.
    bool closes_change(std::uint32_t at, std::uint32_t next) const {
        if (found_.empty() || (is_word(next) && !ends_noun_phrase(low(next)))) return false;
        const std::uint32_t left = found_.back().first;
        if (found_.back().quantity.unit.empty() || at > found_.back().last + 4 || low(at - 1) == "and") return false;
        for (std::uint32_t back = left; back > begin_ && back + 3 > left; --back)
            if (low(back - 1) == "from") return true;
        return false;
    }

    const Document& document_;
    std::vector<Quantity>& out_;
    SentenceWords words_;
    std::vector<Found> found_;  // in the sentence
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
