// URLs, taken apart and put together by libcurl's own parser, so that what is checked is what is connected to.
#pragma once

#include <string>
#include <string_view>

#include "earwitness/result.h"

namespace earwitness::fetch {

struct Url {
    std::string text;    // normalised, spaces and non-ASCII characters escaped, without fragment
    std::string scheme;  // "http" or "https"
    std::string host;    // lower case; of IPv6 with its brackets
    int port = 0;        // never 0 after parsing
};

// kInvalidArgument for anything that is not http or https, has no host, or is over 8,000 bytes long.
Result<Url> parse_url(std::string_view text);

// `reference` (a Location header) as seen from `base`.
Result<Url> resolve_url(const Url& base, std::string_view reference);

// For messages: without user and password, control characters as '?', cut at 300 bytes.
std::string printable_url(std::string_view url);

}  // namespace earwitness::fetch
