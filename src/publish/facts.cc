#include "publish/facts.h"

#include <cstdio>

#include "base/clock.h"
#include "publish/page.h"

namespace earwitness::publish {
namespace {

std::string number_text(double value) {
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, value >= 1e15 || value <= -1e15 ? "%.3g" : "%.10g", value);
    std::string digits = buffer;
    if (digits.find_first_not_of("-0123456789") != std::string::npos) return digits;
    for (std::size_t at = digits.size(); at > 3 + (digits[0] == '-' ? 1U : 0U); at -= 3) digits.insert(at - 3, ",");
    return digits;
}

// "12", "10 to 20", "300 or more"
std::string amount_text(const Quantity& quantity) {
    const std::string value = number_text(quantity.value);
    if (!quantity.range) return value;
    if (!quantity.range->from) return value + " or less";
    if (!quantity.range->to) return value + " or more";
    return value + " to " + number_text(*quantity.range->to);
}

// A figure in words ("half a million") is said in digits; digits, and numbers that one counts on fingers, are not.
bool needs_digits(const Quantity& quantity, std::string_view words) {
    const bool on_fingers = quantity.value >= 0 && quantity.value <= 12 &&
                            quantity.value == static_cast<double>(static_cast<int>(quantity.value));
    return (!on_fingers || quantity.change) && words.find_first_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string quantity_text(const Quantity& quantity) {
    std::string out;
    if (quantity.change && quantity.change->from)
        out = "from " + number_text(*quantity.change->from) + " to ";
    else if (quantity.change)
        out = quantity.change->is_increase ? "up " : "down ";
    out += amount_text(quantity);
    if (!quantity.unit.empty()) out += quantity.unit == "percent" ? " %" : " " + quantity.unit;
    if (!quantity.per.empty()) out += " per " + quantity.per;
    if (quantity.change && !quantity.change->over.empty()) out += " in a " + quantity.change->over;
    if (const std::size_t at = out.find(" in a "); at != std::string::npos && at + 6 < out.size() && out[at + 6] <= '9')
        out.erase(at + 3, 2);  // "in 6 months"
    return out;
}

std::vector<std::string> quantity_facts(const std::vector<Quantity>& quantities, std::string_view words,
                                        std::uint32_t begin) {
    const Span whole{begin, begin + static_cast<std::uint32_t>(words.size())};
    std::vector<std::string> out;
    for (const Quantity& quantity : quantities) {
        if (!whole.contains(quantity.span)) continue;
        const Span inside{quantity.span.begin - begin, quantity.span.end - begin};
        if (needs_digits(quantity, inside.in(words))) out.push_back(quantity_text(quantity));
    }
    return out;
}

// A term that begins on the day of the episode needs no beginning.
std::string due_text(const DueDate& due, std::optional<std::int64_t> published_at) {
    const bool begins_now =
        due.from.empty() || (published_at && base::format_utc(*published_at).substr(0, 10) == due.from);
    const bool ends_a_year = due.to.size() == 10 && due.to.substr(4) == "-12-31";
    const std::string to = ends_a_year ? "the end of " + due.to.substr(0, 4) : due.to.empty() ? "" : date_words(due.to);
    if (ends_a_year && due.from == due.to.substr(0, 4) + "-01-01") return "due in " + due.to.substr(0, 4);
    if (due.to.empty()) return begins_now ? "" : "due from " + date_words(due.from);
    if (due.from == due.to) return "due on " + date_words(due.to);
    return begins_now ? "due by " + to : "due between " + date_words(due.from) + " and " + to;
}

std::vector<std::string> reservation_facts(const std::optional<Hedge>& hedge, const std::optional<Span>& condition) {
    constexpr std::string_view kHedged[kHedgeStrengths] = {"slightly hedged", "hedged", "strongly hedged"};
    std::vector<std::string> out;
    if (hedge) out.emplace_back(kHedged[static_cast<std::size_t>(hedge->strength)]);
    if (condition) out.emplace_back("on a condition");
    return out;
}

}  // namespace earwitness::publish
