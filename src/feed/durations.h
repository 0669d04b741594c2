// itunes:duration and its misspellings: "75" (seconds), "mm:ss", "h:mm:ss" with fields over 59, decimals cut off,
// "12 min", ISO 8601 "PT1H2M". What can mean two things is not read.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace earwitness::feed {

// Milliseconds, always whole seconds.
std::optional<std::int64_t> parse_duration(std::string_view text);

// "hh:mm:ss.mmm" of Podlove simple chapters and Media RSS, and plain seconds with decimals; keeps milliseconds.
std::optional<std::int64_t> parse_clock_time(std::string_view text);

}  // namespace earwitness::feed
