// Days of the calendar, for horizon.cc: what "next year" or "in six months" is, counted from a day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "earwitness/findings.h"

namespace earwitness::analysis::insights {

struct Day {
    int year = 0, month = 1, day = 1;
};

Day day_of(std::int64_t seconds);  // since 1970, UTC
std::string iso(const Day& day);   // "2030-12-31"

// `count` units ("days", "months", "decades" ...) after a time. Nothing for a unit that is none, and nothing beyond the
// year 9999: such a forecast has no date worth keeping.
std::optional<Day> later(std::int64_t seconds, double count, std::string_view unit);

// The calendar's "year", "quarter", "month", "week", "decade" or "century" in which the day lies, or (step 1) the next
// one; that in hand begins on the day itself. Nothing for another unit.
std::optional<DueDate> period(const Day& now, std::string_view unit, int step);

}  // namespace earwitness::analysis::insights
