#include "analysis/quantities/changes.h"

#include <cstdio>
#include <optional>
#include <utility>

#include "analysis/quantities/ranges.h"
#include "analysis/quantities/units.h"

namespace earwitness::analysis::quantities {
namespace {

constexpr std::uint32_t kReach = 8;  // tokens between a verb and the figure that it moves

// Sorted. 1: it rose, -1: it fell, 2: it moved, and the figures say where.
// clang-format off
constexpr std::pair<std::string_view, int> kMoves[] = {
    {"brought", 2}, {"climbed", 1}, {"cut", -1}, {"cuts", -1}, {"cutting", -1}, {"declined", -1}, {"declining", -1},
    {"decrease", -1}, {"decreased", -1}, {"decreases", -1}, {"down", -1}, {"drop", -1}, {"dropped", -1}, {"dropping", -1}, {"drops", -1},
    {"expanded", 1}, {"fallen", -1}, {"falling", -1}, {"falls", -1}, {"fell", -1}, {"gained", 1}, {"go", 2}, {"goes", 2}, {"going", 2},
    {"gone", 2}, {"got", 2}, {"grew", 1}, {"grow", 1}, {"growing", 1}, {"grown", 1}, {"grows", 1}, {"improved", 2}, {"improves", 2},
    {"increase", 1}, {"increased", 1}, {"increases", 1}, {"increasing", 1}, {"jump", 1}, {"jumped", 1}, {"jumps", 1}, {"lowered", -1},
    {"moved", 2}, {"reduce", -1}, {"reduced", -1}, {"reduces", -1}, {"reducing", -1}, {"rise", 1}, {"risen", 1}, {"rises", 1},
    {"rising", 1}, {"rose", 1}, {"scaled", 2}, {"shrank", -1}, {"shrink", -1}, {"shrinking", -1}, {"shrunk", -1}, {"slashed", -1},
    {"soared", 1}, {"surged", 1}, {"took", 2}, {"up", 1}, {"went", 2},
};
// Behind the figure: "a 20 percent drop in", "40% growth".
constexpr std::pair<std::string_view, int> kMoveNouns[] = {
    {"cut", -1}, {"decline", -1}, {"decrease", -1}, {"drop", -1}, {"fall", -1}, {"growth", 1}, {"increase", 1}, {"jump", 1},
    {"reduction", -1}, {"rise", 1},
};
constexpr std::pair<std::string_view, double> kSeconds[] = {
    {"days", 86400}, {"hours", 3600}, {"microseconds", 1e-6}, {"milliseconds", 1e-3}, {"minutes", 60},
    {"nanoseconds", 1e-9}, {"seconds", 1}, {"weeks", 604800},
};
// clang-format on

static_assert(std::is_sorted(std::begin(kMoves), std::end(kMoves)));
static_assert(std::is_sorted(std::begin(kMoveNouns), std::end(kMoveNouns)));

template <typename Value, std::size_t N>
std::optional<Value> value_of(const std::pair<std::string_view, Value> (&table)[N], std::string_view word) {
    const auto* at = std::lower_bound(std::begin(table), std::end(table), word,
                                      [](const auto& row, std::string_view key) { return row.first < key; });
    return at != std::end(table) && at->first == word ? std::optional(at->second) : std::nullopt;
}

// "months" -> "month"
std::string singular(std::string_view unit) {
    return std::string(unit.substr(0, unit.size() - (unit.ends_with("s") ? 1 : 0)));
}

// "6 months", "month"
std::string period_of(const Quantity& time) {
    if (time.value == 1) return singular(time.unit);
    char number[32];
    std::snprintf(number, sizeof number, "%.6g", time.value);
    return std::string(number) + " " + time.unit;
}

class Reader {
  public:
    Reader(const SentenceWords& words, std::vector<Found>& found) : words_(words), found_(found) {}

    void read() {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < found_.size(); ++i) {
            next_ = i + 1;
            Found now = std::move(found_[i]);
            if (i + 1 < found_.size() && moves_to(now, found_[i + 1])) continue;
            if (!now.is_tentative) {
                now.quantity.per = rate(now);
                change(now);
                now.quantity.span = words_.span(now.first, now.last);
            }
            i = next_ - 1;
            found_[kept++] = std::move(now);
        }
        found_.resize(kept);
    }

  private:
    std::string low(std::uint32_t at) const { return words_.low(at); }

    std::uint32_t before_approximation(std::uint32_t at) const {
        while (at > words_.begin() && is_approximate(low(at - 1))) --at;
        return at;
    }

    // "(went) from ten minutes to two", "from 3 million all the way up to 5": the second figure with what it was
    // before.
    bool moves_to(const Found& left, Found& right) const {
        const std::uint32_t lead = before_approximation(left.first);
        if (lead == words_.begin() || low(lead - 1) != "from" || right.first > left.last + 6) return false;
        bool has_to = false, is_far = false;
        for (std::uint32_t at = left.last; at < right.first; ++at) {
            const std::string word = low(at);
            has_to = has_to || word == "to";
            is_far = is_far || word == "down" || word == "up" || word == "way";
            if (word != "to" && word != "down" && word != "up" && word != "all" && word != "the" && word != "way" &&
                word != "over" && word != "under" && !is_approximate(word))
                return false;
        }
        if (!has_to || (!is_far && change_before(words_, lead - 1) == 0)) return false;
        Found before = left;
        if (right.quantity.unit.empty()) right.quantity.unit = before.quantity.unit;
        if (before.quantity.unit.empty()) before.quantity.unit = right.quantity.unit;
        share_scale(before, right);
        if (!convert(before.quantity, right.quantity.unit) || before.quantity.value == right.quantity.value)
            return false;
        right.quantity.change = QuantityChange{right.quantity.value > before.quantity.value, before.quantity.value, ""};
        if (right.quantity.what.empty()) right.quantity.what = before.quantity.what;
        right.first = before.first;
        right.is_tentative = false;
        return true;
    }

    static bool convert(Quantity& quantity, const std::string& unit) {
        if (quantity.unit == unit) return true;
        const auto from = value_of(kSeconds, quantity.unit), to = value_of(kSeconds, unit);
        if (!from || !to) return false;
        quantity.value *= *from / *to;
        quantity.unit = unit;
        return true;
    }

    // What follows "per", "a", "every" ...; takes its words into the quantity. "" where it is no rate.
    std::string rate(Found& now) {
        const std::uint32_t at = now.last;
        const std::string word = low(at);
        if (word == "per" || word == "/") return take_denominator(now, at + 1);
        if (word == "a" || word == "an" || word == "each" || word == "every") {
            const std::string_view unit = unit_of(low(at + 1));
            if (is_time_unit(unit) && low(at + 1) + "s" == unit) {
                now.last = at + 2;
                return singular(unit);
            }
            if (word == "every" && low(at + 1) == "other" && is_time_unit(unit_of(low(at + 2)))) {
                now.last = at + 3;
                return "2 " + std::string(unit_of(low(at + 2)));
            }
            if (word == "every") return take_time(now, at + 1);
        }
        static constexpr std::pair<std::string_view, std::string_view> kAdverbs[] = {
            {"annually", "year"}, {"daily", "day"}, {"hourly", "hour"}, {"monthly", "month"}, {"weekly", "week"}};
        if (const auto unit = value_of(kAdverbs, word); unit && !words_.is_word(at + 1)) {
            now.last = at + 1;
            return std::string(*unit);
        }
        return {};
    }

    std::string take_denominator(Found& now, std::uint32_t at) {
        if (const std::string time = take_time(now, at); !time.empty()) return time;
        if (!words_.is_word(at)) return {};
        const std::string word = low(at);
        const std::string_view unit = unit_of(word);
        const bool two = word == "square" || word == "cubic" || word == "active" || word == "unique";
        now.last = at + (two && words_.is_word(at + 1) ? 2 : 1);
        if (!unit.empty() && is_time_unit(unit)) return singular(unit);
        return lowered(words_.text(at, now.last));
    }

    // The next quantity where it begins at `at` and is a time: "every six months".
    std::string take_time(Found& now, std::uint32_t at) {
        if (next_ >= found_.size() || found_[next_].first != at || found_[next_].is_tentative) return {};
        const Found& time = found_[next_];
        if (!is_time_unit(time.quantity.unit) && low(at - 1) != "per") return {};
        ++next_;
        now.last = time.last;
        return period_of(time.quantity);
    }

    void change(Found& now) {
        Quantity& q = now.quantity;
        if (!q.change) {
            const bool is_share =
                q.unit == "percent" || q.unit == "percentage points" || q.unit == "times" || now.is_share;
            int direction = now.direction != 0 ? now.direction : said_before(now, is_share);
            if (direction == 0 && is_share) direction = value_of(kMoveNouns, low(now.last)).value_or(0);
            const bool yearly = period_over_period(now.last) != 0;
            if (direction == 0 && (!yearly || !is_share)) return;
            q.change = QuantityChange{direction >= 0, {}, ""};
        }
        if (!q.per.empty()) {
            std::swap(q.change->over, q.per);
            return;
        }
        if (const std::uint32_t taken = period_over_period(now.last); taken != 0) {
            q.change->over = low(now.last).substr(0, low(now.last).find('-'));
            if (q.change->over == "yoy") q.change->over = "year";
            // What was taken for the noun behind the figure is the period.
            const std::string period = words_.text(now.last, now.last + 1);
            if (q.what.starts_with(period)) q.what.erase(0, period.size() + 1);
            now.last += taken;
            return;
        }
        std::uint32_t at = now.last;
        if (low(at) != "in" && low(at) != "over" && low(at) != "within" && low(at) != "every") return;
        ++at;
        for (int skipped = 0; skipped < 2; ++skipped)
            if (low(at) == "the" || low(at) == "last" || low(at) == "past" || low(at) == "just" || low(at) == "next" ||
                low(at) == "about" || low(at) == "under")
                ++at;
        const std::string time = take_time(now, at);
        if (!time.empty()) q.change->over = time;
    }

    // "grew 40%", "cut our costs by half", "up 30 percent": the direction, 0 where nothing moved.
    int said_before(const Found& now, bool is_share) const {
        std::uint32_t at = before_approximation(now.first);
        for (const std::string_view skipped : {"than", "more", "another", "over"})
            if (at > words_.begin() && low(at - 1) == skipped) --at;
        if (at == words_.begin()) return 0;
        const std::string before = low(at - 1);
        if (before == "by" || (before == "in" && now.is_share)) {
            const int moved = change_before(words_, at - 1);
            return moved == 2 ? 0 : moved;
        }
        const int moved = value_of(kMoves, before).value_or(0);
        return moved == 2 || !is_share ? 0 : moved;
    }

    // Tokens of "year over year", "month-on-month", "YoY"; 0 where there is none.
    std::uint32_t period_over_period(std::uint32_t at) const {
        const std::string word = low(at);
        if (word == "yoy") return 1;
        for (const std::string_view unit : {"year", "month", "week", "quarter", "day"}) {
            if (!word.starts_with(unit)) continue;
            const std::string_view rest = std::string_view(word).substr(unit.size());
            if (rest == "-over-" + std::string(unit) || rest == "-on-" + std::string(unit)) return 1;
            const std::string link = low(at + 1);
            if (rest.empty() && (link == "over" || link == "on" || link == "after") && low(at + 2) == unit) return 3;
        }
        return 0;
    }

    const SentenceWords& words_;
    std::vector<Found>& found_;
    std::size_t next_ = 0;  // the first quantity that the one in hand has not taken in
};

}  // namespace

int change_before(const SentenceWords& words, std::uint32_t at) {
    for (std::uint32_t back = 1; back <= kReach && at >= words.begin() + back; ++back)
        if (const auto moved = value_of(kMoves, words.low(at - back))) return *moved;
    return 0;
}

void read_changes(const SentenceWords& words, std::vector<Found>& found) { Reader(words, found).read(); }

}  // namespace earwitness::analysis::quantities
