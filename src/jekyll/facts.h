// What a page says of its episode, told from what its publisher put where it knew nothing: "Unknown Source", the time
// of processing for a date, one minute for a duration.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "earwitness/episode.h"
#include "jekyll/page.h"

namespace earwitness::jekyll {

// "2025-05-14 12:42:12 +0000", with no zone and perhaps a blank at its end, ISO 8601 with "T" and fractions, a day
// alone. Seconds, UTC (where no zone is given); nothing for anything else.
std::optional<std::int64_t> parse_date(std::string_view text);

// "", "Unknown", "Unknown Source" in any case.
bool is_unknown_source(std::string_view source);
// A YouTube channel's number at the end, in place of a name: "AI/Tech Channel UCKelCK4ZaO6HeEI1KQjqzWA".
bool is_channel_number(std::string_view source);
// The date is the moment of processing, give or take a minute.
bool is_processing_time(std::string_view date, std::string_view processing_date);

struct PageFacts {
    Episode episode;         // title, link or enclosure, date, duration: each only where the page knows it
    std::string show_title;  // "" where it does not
};
PageFacts facts_of(const Value& front);

// An episode's page, and not another of the site's ("about", "index").
bool is_episode_page(const Value& front);

}  // namespace earwitness::jekyll
