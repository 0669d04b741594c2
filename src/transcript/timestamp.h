// Clock-like times ("01:02:03.450", "1:02", "62.5", "00:00:01,5") as transcripts write them. Internal to transcript/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace earwitness::transcript {

// Reads h:m:s(.,)f, m:s(.,)f or s(.,)f at text[at], hours of any length; moves `at` behind it. Leaves `at` alone
// where there is none. A leading minus gives a negative time. At least one colon is asked for unless `plain_seconds`.
enum class PlainSeconds { kRefused, kAllowed };
std::optional<std::int64_t> scan_time(std::string_view text, std::size_t& at,
                                      PlainSeconds plain = PlainSeconds::kRefused);

// The whole text is a time (white space at the ends is allowed).
std::optional<std::int64_t> parse_time(std::string_view text, PlainSeconds plain = PlainSeconds::kRefused);

// Seconds as a JSON number to whole milliseconds, rounded half away from zero; absent where not finite or beyond years.
std::optional<std::int64_t> seconds_to_ms(double seconds);

}  // namespace earwitness::transcript
