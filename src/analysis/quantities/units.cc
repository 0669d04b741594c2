#include "analysis/quantities/units.h"

#include <algorithm>
#include <utility>

namespace earwitness::analysis::quantities {
namespace {

// Sorted by the word.
// clang-format off
constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
    {"acre", "acres"}, {"acres", "acres"}, {"bit", "bits"}, {"bits", "bits"}, {"bps", "basis points"},
    {"btc", "BTC"}, {"bucks", "USD"}, {"byte", "bytes"}, {"bytes", "bytes"}, {"cent", "cents"}, {"cents", "cents"},
    {"cm", "centimetres"}, {"day", "days"}, {"days", "days"}, {"decade", "decades"}, {"decades", "decades"}, {"degree", "degrees"},
    {"degrees", "degrees"}, {"dollar", "USD"}, {"dollars", "USD"}, {"eur", "EUR"}, {"euro", "EUR"}, {"euros", "EUR"},
    {"feet", "feet"}, {"fold", "times"}, {"foot", "feet"}, {"fps", "frames per second"}, {"gallons", "gallons"},
    {"gb", "gigabytes"}, {"gbps", "gigabits per second"}, {"ghz", "gigahertz"}, {"gig", "gigabytes"}, {"gigabit", "gigabits"},
    {"gigabyte", "gigabytes"}, {"gigabytes", "gigabytes"}, {"gigahertz", "gigahertz"}, {"gigawatts", "gigawatts"}, {"gigs", "gigabytes"}, {"gram", "grams"}, {"grams", "grams"},
    {"hour", "hours"}, {"hours", "hours"}, {"hrs", "hours"}, {"inch", "inches"}, {"inches", "inches"},
    {"kb", "kilobytes"}, {"kg", "kilograms"}, {"kilobytes", "kilobytes"}, {"kilograms", "kilograms"},
    {"kilometers", "kilometres"}, {"kilometres", "kilometres"}, {"kilowatt", "kilowatts"}, {"kilowatts", "kilowatts"},
    {"km", "kilometres"}, {"liters", "litres"}, {"litres", "litres"}, {"mb", "megabytes"}, {"mbps", "megabits per second"},
    {"megabyte", "megabytes"}, {"megabytes", "megabytes"}, {"megahertz", "megahertz"}, {"megapixels", "megapixels"},
    {"megawatts", "megawatts"}, {"megs", "megabytes"}, {"meters", "metres"}, {"metres", "metres"}, {"mhz", "megahertz"},
    {"microseconds", "microseconds"}, {"mile", "miles"}, {"miles", "miles"}, {"millisecond", "milliseconds"},
    {"milliseconds", "milliseconds"}, {"mins", "minutes"}, {"minute", "minutes"}, {"minutes", "minutes"}, {"month", "months"},
    {"months", "months"}, {"mph", "miles per hour"}, {"ms", "milliseconds"}, {"nanometer", "nanometres"}, {"nanometers", "nanometres"},
    {"nanoseconds", "nanoseconds"}, {"ounces", "ounces"}, {"percent", "percent"}, {"percentage", "percent"}, {"petabyte", "petabytes"},
    {"petabytes", "petabytes"}, {"pounds", "pounds"}, {"sats", "sats"}, {"second", "seconds"}, {"seconds", "seconds"}, {"secs", "seconds"},
    {"tb", "terabytes"}, {"terabyte", "terabytes"}, {"terabytes", "terabytes"}, {"times", "times"}, {"ton", "tons"}, {"tons", "tons"},
    {"usd", "USD"}, {"watt", "watts"}, {"watts", "watts"}, {"week", "weeks"}, {"weeks", "weeks"}, {"x", "times"}, {"year", "years"},
    {"years", "years"}, {"yen", "JPY"}, {"yrs", "years"},
};

constexpr std::string_view kPhraseEnds[] = {
    "a", "about", "across", "after", "again", "ago", "all", "already", "also", "an", "and", "any", "apart", "are", "as", "at", "away", "because",
    "been", "before", "being", "but", "by", "came", "can", "could", "did", "do", "does", "down", "each", "earlier", "every", "for", "from", "get", "gets",
    "go", "goes", "got", "had", "has", "have", "he", "her", "here", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "last",
    "later", "less", "like", "made", "makes", "me", "more", "my", "need", "needs", "next", "now", "of", "off", "on", "only", "or", "our", "out", "over",
    "per", "plus", "really", "right", "said", "says", "she", "since", "so", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "through", "to", "too", "under", "until", "up", "us", "was", "we", "were", "what", "when", "where", "which", "while", "who",
    "why", "will", "with", "without", "would", "yeah", "yes", "you", "your",
};

constexpr std::string_view kHollow[] = {
    "angles", "areas", "aspects", "bits", "cases", "categories", "choices", "days", "different", "ends", "examples", "factors", "forms", "guys",
    "halves", "ideas", "items", "kinds", "levels", "options", "others", "parts", "people", "pieces", "places", "points", "problems", "questions",
    "reasons", "seconds", "sides", "sorts", "steps", "stuff", "thing", "things", "topics", "types", "ways", "words",
};
// clang-format on

static_assert(std::is_sorted(std::begin(kUnits), std::end(kUnits)));
static_assert(std::is_sorted(std::begin(kPhraseEnds), std::end(kPhraseEnds)));
static_assert(std::is_sorted(std::begin(kHollow), std::end(kHollow)));

template <std::size_t N>
bool is_in(const std::string_view (&table)[N], std::string_view word) {
    return std::binary_search(std::begin(table), std::end(table), word);
}

}  // namespace

std::string_view unit_of(std::string_view word) {
    const auto* found = std::lower_bound(std::begin(kUnits), std::end(kUnits), word,
                                         [](const auto& row, std::string_view key) { return row.first < key; });
    return found != std::end(kUnits) && found->first == word ? found->second : std::string_view();
}

std::string_view currency_of(std::string_view sign) {
    if (sign == "$") return "USD";
    if (sign == "\xE2\x82\xAC") return "EUR";
    if (sign == "\xC2\xA3") return "GBP";
    if (sign == "\xC2\xA5") return "JPY";
    if (sign == "\xE2\x82\xBF") return "BTC";
    return {};
}

bool is_time_unit(std::string_view unit) {
    static constexpr std::string_view kTimes[] = {"days",         "decades", "hours",  "microseconds",
                                                  "milliseconds", "minutes", "months", "nanoseconds",
                                                  "seconds",      "weeks",   "years"};
    return is_in(kTimes, unit);
}

bool ends_noun_phrase(std::string_view lower) { return is_in(kPhraseEnds, lower); }
bool is_hollow_noun(std::string_view lower) { return is_in(kHollow, lower); }

bool looks_plural(std::string_view lower) {
    static constexpr std::string_view kIrregular[] = {"children", "data",   "devs",  "folks", "men",
                                                      "mice",     "people", "staff", "women"};
    if (is_in(kIrregular, lower)) return true;
    if (lower.size() < 4 || lower.back() != 's') return false;
    const char before = lower[lower.size() - 2];
    static constexpr std::string_view kSingular[] = {"always",    "bonus", "business", "does",    "focus",
                                                     "goes",      "less",  "makes",    "perhaps", "says",
                                                     "sometimes", "takes", "versus",   "was"};
    static_assert(std::is_sorted(std::begin(kSingular), std::end(kSingular)));
    return before != 's' && before != 'u' && before != '\'' && !is_in(kSingular, lower);
}

}  // namespace earwitness::analysis::quantities
