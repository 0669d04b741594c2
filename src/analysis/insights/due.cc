#include "analysis/insights/due.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "base/clock.h"

namespace earwitness::analysis::insights {
namespace {

struct Day {
    int year = 0, month = 1, day = 1;
};

constexpr int days_in(int year, int month) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kDays[month - 1];
}

std::string iso(const Day& day) {
    char out[32];
    std::snprintf(out, sizeof out, "%04d-%02d-%02d", day.year, day.month, day.day);
    return out;
}

Day day_of(std::int64_t seconds) {
    const std::string text = base::format_utc(seconds);
    Day out;
    std::sscanf(text.c_str(), "%d-%d-%d", &out.year, &out.month, &out.day);
    return out;
}

// Nothing where the day lies beyond the year 9999: such a forecast has no date worth keeping.
std::optional<Day> later(std::int64_t published_at, double count, std::string_view unit) {
    if (!(count > 0) || count > 8000) return {};
    if (unit == "days" || unit == "weeks")
        return day_of(published_at + static_cast<std::int64_t>(count * (unit == "days" ? 86400 : 7 * 86400)));
    const double months = count * (unit == "months" ? 1 : unit == "years" ? 12 : unit == "decades" ? 120 : 0);
    if (months < 1) return {};
    Day out = day_of(published_at);
    const int total = out.month - 1 + static_cast<int>(std::lround(months));
    out.year += total / 12;
    out.month = total % 12 + 1;
    out.day = std::min(out.day, days_in(out.year, out.month));
    if (out.year > 9999) return {};
    return out;
}

class Finder {
  public:
    Finder(const Document& document, const Sentence& sentence, const std::vector<Quantity>& quantities,
           std::optional<std::int64_t> published_at)
        : document_(document),
          quantities_(quantities),
          published_at_(published_at),
          begin_(sentence.first_token),
          end_(sentence.first_token + sentence.token_count) {}

    std::optional<DueDate> find() const {
        for (std::uint32_t i = begin_; i < end_; ++i) {
            if (const auto due = year_at(i)) return due;
            if (!published_at_) continue;
            if (const auto due = named_period_at(i)) return due;
            if (const auto due = span_of_time_at(i)) return due;
        }
        return {};
    }

  private:
    std::string low(std::uint32_t at) const {
        if (at < begin_ || at >= end_) return {};
        std::string out(document_.of(document_.tokens[at].span).substr(0, 20));
        for (char& c : out)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        return out;
    }

    // "by 2030" is open at its begin, "in 2030" the year. A year that had passed when it was said is no due date.
    std::optional<DueDate> year_at(std::uint32_t at) const {
        const std::string token = low(at);
        if (token.size() != 4 || token.find_first_not_of("0123456789") != std::string::npos || at == begin_) return {};
        const int year = std::stoi(token), known = published_at_ ? day_of(*published_at_).year : 0;
        if (year < 2000 || year > 2199 || (known != 0 && year < known)) return {};
        std::string before = low(at - 1);
        if (before == "year" && at - 1 > begin_) before = low(at - 2);
        const std::string to = token + "-12-31";
        if (before == "by" || before == "until" || before == "before" || before == "of") {
            if (before == "of" && low(at - 2) != "end") return {};
            return DueDate{"", before == "before" ? std::to_string(year - 1) + "-12-31" : to};
        }
        if (before == "in") return DueDate{token + "-01-01", to};
        return {};
    }

    // "next year", "this decade", "by the end of the month"
    std::optional<DueDate> named_period_at(std::uint32_t at) const {
        const std::string which = low(at), unit = low(at + 1);
        const bool end_of = at >= begin_ + 2 && low(at - 1) == "of" && low(at - 2) == "end";
        if (which != "next" && which != "this" && !(which == "the" && end_of)) return {};
        const Day now = day_of(*published_at_);
        Day from = now, to = now;
        const int step = which == "next" ? 1 : 0;
        if (unit == "year") {
            from = step == 1 ? Day{now.year + 1, 1, 1} : now;
            to = {now.year + step, 12, 31};
        } else if (unit == "decade" && !(step == 1 && low(at - 1) == "the")) {
            const int first = now.year / 10 * 10 + 10 * step;
            from = step == 1 ? Day{first, 1, 1} : now;
            to = {first + 9, 12, 31};
        } else if (unit == "decade" || unit == "century") {
            to.year = unit == "decade" ? now.year + 10 : now.year / 100 * 100 + 99 + 100 * step;
            if (unit == "century") to = {to.year, 12, 31};
            to.day = std::min(to.day, days_in(to.year, to.month));
        } else if (unit == "month") {
            const int total = now.month - 1 + step;
            to = {now.year + total / 12, total % 12 + 1, 1};
            if (step == 1) from = to;
            to.day = days_in(to.year, to.month);
        } else {
            return {};
        }
        return DueDate{end_of ? "" : iso(from), iso(to)};
    }

    // "in five years", "within the next six months", "ten years from now"
    std::optional<DueDate> span_of_time_at(std::uint32_t at) const {
        const Span token = document_.tokens[at].span;
        const auto found =
            std::lower_bound(quantities_.begin(), quantities_.end(), token.begin,
                             [](const Quantity& q, std::uint32_t begin) { return q.span.begin < begin; });
        if (found == quantities_.end() || found->span.begin != token.begin) return {};
        const auto day = later(*published_at_, found->value, found->unit);
        if (!day) return {};
        std::uint32_t behind = at;
        while (behind < end_ && document_.tokens[behind].span.begin < found->span.end) ++behind;
        std::uint32_t lead = at;
        while (lead > begin_ && is_approximate(low(lead - 1))) --lead;
        std::string before = lead > begin_ ? low(lead - 1) : "";
        const bool next = before == "next" || before == "coming";
        if (next) {
            lead -= lead - begin_ >= 2 && low(lead - 2) == "the" ? 2 : 1;
            before = lead > begin_ ? low(lead - 1) : "";
        }
        if (next || before == "within") return DueDate{iso(day_of(*published_at_)), iso(*day)};
        const bool from_now = low(behind) == "from" && (low(behind + 1) == "now" || low(behind + 1) == "today");
        if (before == "in" || from_now) return DueDate{"", iso(*day)};
        return {};
    }

    static bool is_approximate(const std::string& word) {
        return word == "about" || word == "like" || word == "maybe" || word == "probably" || word == "around" ||
               word == "roughly";
    }

    const Document& document_;
    const std::vector<Quantity>& quantities_;
    std::optional<std::int64_t> published_at_;
    std::uint32_t begin_, end_;
};

}  // namespace

std::optional<DueDate> find_due(const Document& document, const Sentence& sentence,
                                const std::vector<Quantity>& quantities, std::optional<std::int64_t> published_at) {
    return Finder(document, sentence, quantities, published_at).find();
}

}  // namespace earwitness::analysis::insights
