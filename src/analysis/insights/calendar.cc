#include "analysis/insights/calendar.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/clock.h"

namespace earwitness::analysis::insights {
namespace {

int days_in(int year, int month) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kDays[month - 1];
}

// The months [first, first + count) of the year, counted from 0; first may lie in the year after.
DueDate months(int year, int first, int count) {
    Day from{year + first / 12, first % 12 + 1, 1};
    const int last = first + count - 1;
    Day to{year + last / 12, last % 12 + 1, 1};
    to.day = days_in(to.year, to.month);
    return {iso(from), iso(to)};
}

std::int64_t seconds_of(const Day& day) {
    return base::utc_seconds(day.year, day.month, day.day, 12, 0, 0).value_or(0);
}

// Weeks begin on Monday; 1970 began on a Thursday.
DueDate week(const Day& now, int step) {
    const std::int64_t day = seconds_of(now) / 86400, monday = day - (day + 3) % 7 + 7 * step;
    return {iso(day_of(monday * 86400)), iso(day_of((monday + 6) * 86400))};
}

}  // namespace

std::string iso(const Day& day) {
    char out[40];
    std::snprintf(out, sizeof out, "%04d-%02d-%02d", day.year, day.month, day.day);
    return out;
}

Day day_of(std::int64_t seconds) {
    const std::string text = base::format_utc(seconds);
    Day out;
    std::sscanf(text.c_str(), "%d-%d-%d", &out.year, &out.month, &out.day);
    return out;
}

std::optional<Day> later(std::int64_t seconds, double count, std::string_view unit) {
    if (!(count > 0) || count > 8000) return {};
    if (unit == "days" || unit == "weeks")
        return day_of(seconds + static_cast<std::int64_t>(count * (unit == "days" ? 86400 : 7 * 86400)));
    const double size = unit == "months"      ? 1
                        : unit == "years"     ? 12
                        : unit == "decades"   ? 120
                        : unit == "centuries" ? 1200
                                              : 0;
    if (count * size < 1) return {};
    Day out = day_of(seconds);
    const int total = out.month - 1 + static_cast<int>(std::lround(count * size));
    out.year += total / 12;
    out.month = total % 12 + 1;
    if (out.year > 9999) return {};
    out.day = std::min(out.day, days_in(out.year, out.month));
    return out;
}

std::optional<DueDate> period(const Day& now, std::string_view unit, int step) {
    DueDate out;
    if (unit == "year")
        out = months(now.year + step, 0, 12);
    else if (unit == "quarter")
        out = months(now.year, (now.month - 1) / 3 * 3 + 3 * step, 3);
    else if (unit == "month")
        out = months(now.year, now.month - 1 + step, 1);
    else if (unit == "week")
        out = week(now, step);
    else if (unit == "decade")
        out = months(now.year / 10 * 10 + 10 * step, 0, 120);
    else if (unit == "century")
        out = months(now.year / 100 * 100 + 100 * step, 0, 1200);
    else
        return {};
    if (step == 0) out.from = iso(now);
    return out;
}

}  // namespace earwitness::analysis::insights
