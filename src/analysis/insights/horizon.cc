#include "analysis/insights/horizon.h"

#include <algorithm>
#include <string>

#include "analysis/insights/calendar.h"
#include "analysis/insights/phrase_list.h"
#include "analysis/sentence_words.h"

namespace earwitness::analysis::insights {
namespace {

// A stretch of tokens that says when, and how definite it is: 2 with dates, 1 for a named time without (nobody knows
// when the talk was published, or how many "a few years" are), 0 for "some day".
struct Found {
    std::uint32_t first = 0, last = 0;
    int rank = 0;
    std::optional<DueDate> due;
};

// Phrases that name no date, longest first where one begins another.
// clang-format off
constexpr std::string_view kVague[] = {
    "in the near future", "in the not too distant future", "in the foreseeable future", "for the foreseeable future", "in the distant future",
    "in the future", "in the long run", "in the long term", "in the short term", "in the short-term", "in the long-term", "in the near-term", "in the years ahead", "in the days ahead", "in the months ahead", "in the near term", "over the long term", "over the long run", "in the long haul",
    "sooner or later", "sooner rather than later", "at some point in the future", "at some point", "before too long", "before long", "down the road", "down the line",
    "in my lifetime", "in our lifetime", "in our lifetimes", "in your lifetime", "within our lifetime", "within our lifetimes", "within my lifetime",
    "in due course", "going forward", "moving forward", "over time", "some day", "someday", "one day", "very soon", "pretty soon", "soon enough", "soon", "eventually",
    "in a matter of time", "for a long time", "for a while", "for years to come", "any day now", "any time soon", "anytime soon", "ultimately",
};
// clang-format on

class Finder {
  public:
    Finder(const SentenceWords& words, const std::vector<Quantity>& quantities,
           std::optional<std::int64_t> published_at)
        : words_(words), quantities_(quantities), published_at_(published_at) {}

    std::optional<Horizon> find() const {
        std::optional<Found> best;
        for (std::uint32_t at = words_.begin(); at < words_.end() && !(best && best->rank == 2); ++at) {
            std::optional<Found> now = year_at(at);
            if (!now) now = named_period_at(at);
            if (!now) now = time_at(at);
            if (!now) now = counted_loosely_at(at);
            if (!now) now = vague_at(at);
            if (now && (!best || now->rank > best->rank)) best = std::move(now);
        }
        if (!best) return {};
        return Horizon{words_.span(best->first, best->last), best->due};
    }

  private:
    std::string low(std::uint32_t at) const { return words_.low(at); }
    bool is_at(std::uint32_t at, std::string_view phrase) const { return words_.count_of(at, phrase) != 0; }
    Day today() const { return day_of(*published_at_); }

    static Found dated(std::uint32_t first, std::uint32_t last, std::optional<DueDate> due) {
        return {first, last, due ? 2 : 1, std::move(due)};
    }

    // "by 2030" is open at its begin, "in 2030" the year. A year that had passed when it was said is no horizon.
    std::optional<Found> year_at(std::uint32_t at) const {
        const std::string token = low(at);
        if (token.size() != 4 || token.find_first_not_of("0123456789") != std::string::npos || at == words_.begin())
            return {};
        const int year = std::stoi(token), known = published_at_ ? today().year : 0;
        if (year < 2000 || year > 2199 || (known != 0 && year < known)) return {};
        std::uint32_t lead = at - 1;
        for (const std::string_view part : {"year", "the", "like", "about", "around", "early", "mid", "late"})
            if (lead > words_.begin() && low(lead) == part && (part != "the" || low(lead + 1) == "year")) --lead;
        std::string before = low(lead);
        const std::string to = token + "-12-31";
        if (before == "of" && lead >= words_.begin() + 2 && low(lead - 1) == "end") {
            lead -= low(lead - 2) == "the" ? 2 : 1;
            if (lead > words_.begin() && low(lead - 1) == "by") --lead;
            return dated(lead, at + 1, DueDate{"", to});
        }
        if (before == "by" || before == "until") return dated(lead, at + 1, DueDate{"", to});
        if (before == "before") return dated(lead, at + 1, DueDate{"", std::to_string(year - 1) + "-12-31"});
        if (before == "in" || before == "during") return dated(lead, at + 1, DueDate{token + "-01-01", to});
        return {};
    }

    // "next year", "this decade", "by the end of the month", "tomorrow"
    std::optional<Found> named_period_at(std::uint32_t at) const {
        const std::string which = low(at);
        if (which == "tomorrow") {
            const auto day = published_at_ ? later(*published_at_, 1, "days") : std::nullopt;
            return dated(at, at + 1, day ? std::optional(DueDate{iso(*day), iso(*day)}) : std::nullopt);
        }
        const bool end_of = at >= words_.begin() + 2 && low(at - 1) == "of" && low(at - 2) == "end";
        if (which != "next" && which != "this" && !(which == "the" && end_of)) return {};
        std::string unit = low(at + 1);
        std::uint32_t last = at + 2;
        if (which == "the" && (unit == "next" || unit == "current")) unit = low(last++);  // "the end of the next year"
        static constexpr std::string_view kUnits[] = {"year",    "quarter", "month",  "week",   "decade",
                                                      "century", "summer",  "spring", "winter", "fall"};
        if (std::find(std::begin(kUnits), std::end(kUnits), unit) == std::end(kUnits) || low(last) == "and") return {};
        const bool is_next = which == "next" || low(at + 1) == "next";
        std::uint32_t first = at;
        std::optional<DueDate> due;
        const bool rolling = which == "next" && low(at - 1) == "the";  // "the next decade" is the ten years to come
        if (published_at_ && rolling) {
            const auto day =
                later(*published_at_, unit == "quarter" ? 3 : 1, unit == "quarter" ? "months" : plural(unit));
            if (day) due = DueDate{iso(today()), iso(*day)};
        } else if (published_at_) {
            due = period(today(), unit, is_next ? 1 : 0);
        }
        if (due && end_of) due->from.clear();
        if (end_of) {
            first = at - 2 - (at >= words_.begin() + 3 && low(at - 3) == "the" ? 1 : 0);
        } else if (rolling) {
            --first;
        }
        return dated(with_preposition(first), last, due);
    }

    static std::string plural(const std::string& unit) { return unit == "century" ? "centuries" : unit + "s"; }

    std::uint32_t with_preposition(std::uint32_t first) const {
        if (first == words_.begin()) return first;
        const std::string before = low(first - 1);
        for (const std::string_view known :
             {"by", "in", "over", "within", "during", "before", "until", "at", "for", "through"})
            if (before == known) return first - 1;
        return first;
    }

    // "in five years", "within the next six months", "ten years from now"
    std::optional<Found> time_at(std::uint32_t at) const {
        const std::uint32_t begin = words_.span(at, at + 1).begin;
        const auto found = std::lower_bound(quantities_.begin(), quantities_.end(), begin,
                                            [](const Quantity& q, std::uint32_t key) { return q.span.begin < key; });
        if (found == quantities_.end() || found->span.begin != begin || found->change || !found->per.empty()) return {};
        if (!is_long(found->unit)) return {};
        std::uint32_t behind = at;
        while (behind < words_.end() && words_.span(behind, behind + 1).begin < found->span.end) ++behind;
        std::optional<Day> first, last;
        if (published_at_) {
            const double most = found->range && found->range->to ? *found->range->to : found->value;
            last = later(*published_at_, most, found->unit);
            if (last && most > found->value) first = later(*published_at_, found->value, found->unit);
            if (!last) return {};
        }
        return led(at, behind, first, last);
    }

    static bool is_long(std::string_view unit) {
        return unit == "days" || unit == "weeks" || unit == "months" || unit == "years" || unit == "decades";
    }

    // A length of time at tokens [at, behind) is a horizon by what stands before or behind it.
    std::optional<Found> led(std::uint32_t at, std::uint32_t behind, std::optional<Day> first,
                             std::optional<Day> last) const {
        std::uint32_t lead = at;
        while (lead > words_.begin() && is_approximate(low(lead - 1))) --lead;
        const auto before = [&] { return lead > words_.begin() ? low(lead - 1) : std::string(); };
        const bool next = before() == "next" || before() == "coming" || before() == "following";
        if (next) {
            --lead;
            if (before() == "the" || before() == "these") --lead;
        }
        std::optional<DueDate> due;
        if (next || before() == "within") {
            if (last) due = DueDate{iso(today()), iso(*last)};
            return dated(with_preposition(lead), behind, due);
        }
        const std::string after = low(behind);
        const bool from_now = is_at(behind, "from now") || is_at(behind, "from today") ||
                              is_at(behind, "down the road") || is_at(behind, "down the line") || after == "hence";
        if (after == "ago" || after == "old") return {};
        if (before() != "in" && !from_now) return {};
        if (last) due = DueDate{first ? iso(*first) : "", iso(*last)};
        const std::uint32_t tail = !from_now ? 0 : after == "hence" ? 1 : after == "down" ? 3 : 2;
        return dated(before() == "in" ? lead - 1 : lead, behind + tail, due);
    }

    static bool is_approximate(const std::string& word) {
        return word == "about" || word == "like" || word == "maybe" || word == "probably" || word == "around" ||
               word == "roughly" || word == "another" || word == "say";
    }

    // "in a year", "over the next few years", "in the coming decades", "a couple of years from now"
    std::optional<Found> counted_loosely_at(std::uint32_t at) const {
        std::string word = low(at);
        std::uint32_t unit_at = at + 1;
        double count = 0;
        if (word == "a" || word == "another") {
            count = 1;
            if (low(unit_at) == "couple") count = 2, unit_at += low(unit_at + 1) == "of" ? 2 : 1;
            if (low(unit_at) == "few") count = 0, ++unit_at;
        } else if (word == "couple") {
            count = 2, unit_at += low(unit_at) == "of" ? 1 : 0;
        } else if (word == "coming" || word == "next") {
            unit_at = at + 1;
        } else if (word != "few" && word != "several") {
            return {};
        }
        std::string unit = low(unit_at);
        const bool singular =
            unit == "year" || unit == "month" || unit == "week" || unit == "decade" || unit == "century";
        if (singular != (count == 1)) return {};
        if (singular) unit = plural(unit);
        if (!is_long(unit) && unit != "centuries") return {};
        std::uint32_t behind = unit_at + 1;
        if (is_at(behind, "or two") || is_at(behind, "or so")) behind += 2;
        const auto last = published_at_ && count > 0 ? later(*published_at_, count, unit) : std::nullopt;
        return led(word == "coming" || word == "next" ? at + 1 : at, behind, {}, last);
    }

    std::optional<Found> vague_at(std::uint32_t at) const {
        static const PhraseList vague(kVague);
        std::optional<Found> found;
        vague.any_at(words_, at, [&](std::string_view phrase, std::uint32_t count) {
            // "As soon as", "too soon", "one day a" tell of no future.
            const bool none =
                phrase.ends_with("soon") &&
                (low(at + count) == "as" || (at > words_.begin() && (low(at - 1) == "as" || low(at - 1) == "too")));
            if (!none) found = Found{at, at + count, 0, {}};
            return true;
        });
        return found;
    }

    const SentenceWords& words_;
    const std::vector<Quantity>& quantities_;
    std::optional<std::int64_t> published_at_;
};

}  // namespace

std::optional<Horizon> find_horizon(const Document& document, const Sentence& sentence,
                                    const std::vector<Quantity>& quantities, std::optional<std::int64_t> published_at) {
    const SentenceWords words(document, sentence);
    return Finder(words, quantities, published_at).find();
}

}  // namespace earwitness::analysis::insights
