#include "analysis/quantities/ranges.h"

#include <utility>

#include "analysis/quantities/units.h"

namespace earwitness::analysis::quantities {
namespace {

enum class Join { kNone, kUnit, kRange };

// How the words between two neighbours join them.
Join join_of(const SentenceWords& words, const Found& left, const Found& right) {
    std::uint32_t at = left.last;
    const std::string word = words.low(at++);
    while (at < right.first && is_approximate(words.low(at))) ++at;
    if (at != right.first) return Join::kNone;
    if (word == "to" || word == "or" || word == "-" || word == "\xE2\x80\x93") return Join::kRange;
    if (word != "and") return Join::kNone;
    std::uint32_t before = left.first;
    while (before > words.begin() && is_approximate(words.low(before - 1))) --before;
    return before > words.begin() && words.low(before - 1) == "between" ? Join::kRange : Join::kUnit;
}

bool join(const SentenceWords& words, Found& left, Found& right) {
    const Join how = join_of(words, left, right);
    if (how == Join::kNone || left.direction != 0) return false;
    if (left.quantity.unit.empty()) {
        left.quantity.unit = right.quantity.unit;
        left.quantity.what = right.quantity.what;
    }
    if (right.quantity.unit.empty() && !currency_of(words.raw(left.first)).empty())
        right.quantity.unit = left.quantity.unit;
    if (how != Join::kRange || left.quantity.unit != right.quantity.unit || left.quantity.range || right.is_tentative)
        return false;
    share_scale(left, right);
    const double most =
        right.quantity.range && right.quantity.range->to ? *right.quantity.range->to : right.quantity.value;
    if (left.quantity.value >= right.quantity.value) return false;
    right.quantity.range = QuantityRange{left.quantity.value, most};
    right.quantity.value = left.quantity.value;
    if (right.quantity.what.empty()) right.quantity.what = left.quantity.what;
    right.first = left.first;
    right.quantity.span = words.span(right.first, right.last);
    return true;
}

// "more than", "at least" before it: the open range it begins; "up to", "under": the one it ends.
void bound(const SentenceWords& words, Quantity& quantity, std::uint32_t at) {
    if (quantity.range || at < words.begin() + 1) return;
    static constexpr std::pair<std::string_view, std::string_view> kLeast[] = {
        {"more", "than"}, {"at", "least"}, {"north", "of"}, {"upwards", "of"}, {"greater", "than"}, {"well", "over"}};
    static constexpr std::pair<std::string_view, std::string_view> kMost[] = {
        {"less", "than"}, {"fewer", "than"}, {"at", "most"}, {"up", "to"}, {"lower", "than"}};
    const std::string last = words.low(at - 1), first = at >= words.begin() + 2 ? words.low(at - 2) : std::string();
    const bool negated = at >= words.begin() + 3 && words.low(at - 3) == "no";  // "no more than"
    for (const auto& [a, b] : kLeast)
        if (first == a && last == b) {
            quantity.range = negated ? QuantityRange{{}, quantity.value} : QuantityRange{quantity.value, {}};
            return;
        }
    for (const auto& [a, b] : kMost)
        if (first == a && last == b) {
            quantity.range = negated ? QuantityRange{quantity.value, {}} : QuantityRange{{}, quantity.value};
            return;
        }
    // "Over five years" lasts five years.
    if (last == "over" && !is_time_unit(quantity.unit)) quantity.range = QuantityRange{quantity.value, {}};
    if (last == "under") quantity.range = QuantityRange{{}, quantity.value};
}

}  // namespace

bool is_approximate(std::string_view lower) {
    static constexpr std::string_view kWords[] = {"about", "around", "roughly",  "approximately", "nearly", "almost",
                                                  "like",  "maybe",  "probably", "say",           "just",   "~"};
    return is_one_of(lower, kWords);
}

void share_scale(Found& left, const Found& right) {
    if (left.scale != 1 || right.scale == 1 || left.quantity.value >= 1000 || left.quantity.range) return;
    if (left.quantity.value * right.scale >= right.quantity.value) return;
    left.quantity.value *= right.scale;
    left.scale = right.scale;
}

void join_ranges(const SentenceWords& words, std::vector<Found>& found) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const bool joined = i + 1 < found.size() && join(words, found[i], found[i + 1]);
        if (joined || found[i].is_tentative) continue;
        bound(words, found[i].quantity, found[i].first);
        if (kept != i) found[kept] = std::move(found[i]);
        ++kept;
    }
    found.resize(kept);
}

}  // namespace earwitness::analysis::quantities
