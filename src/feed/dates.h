// The dates of feeds: RFC 822 and its many misspellings, RFC 3339 and ISO 8601, month names in some twenty languages,
// dates inside HTML. A wrong date is worse than none: what can be read in two ways (03/04/2015) is not read.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace earwitness::feed {

// Seconds since 1970, UTC. A time without a zone is taken as UTC, a date without a time as midnight.
std::optional<std::int64_t> parse_date(std::string_view text);

}  // namespace earwitness::feed
