// File names and addresses of pages, as the old pipeline made them: "2025-05-14-the-title-in-lower-case.md". Titles
// come from feeds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace earwitness::publish::jekyll {

// The title in lower case with each of <>:"/\|?* as '-', runs of spaces and hyphens as one '-', none at the ends, then
// at most 100 characters. Beyond the old rule: control characters are dropped, and it stays under 180 bytes. May be "".
std::string page_slug(std::string_view title);

// With its date in front; where none is known, without what Jekyll passes over at a name's begin ('.', '_', '#', '~').
std::string page_name(std::string_view title, std::optional<std::int64_t> published_at);

// An address as the old site made it from the page's name: "/episodes/2025/05/14/the-title/"; of a name that begins
// with no day "/episodes/undated/the-title/".
std::string page_permalink(std::string_view page_name);

}  // namespace earwitness::publish::jekyll
