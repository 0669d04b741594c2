// Pictures that are drawn here, as SVG in the page: the time line of an episode and bars over the months. They are
// scaled by the browser and coloured by web/site.css; every figure in them stands beside them in words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "publish/page.h"

namespace earwitness::publish {

// Speakers with their share of the talk, chapters, insights, quotes and sponsor reads along the episode. By time, or by
// place in the text where no times are known. Nothing for an empty transcript.
void write_timeline(Page& page, const Analysis& analysis, const Reading& reading);

// When something happened how often.
struct Dated {
    std::int64_t at = 0;  // seconds since 1970
    std::size_t count = 0;
};

// Bars of what happened in each period between `first` and `last` (seconds): months, quarters or years, at most 48
// of them. `what` is one of them, `whats` many. Nothing where all lies in one period.
void write_plot(Page& page, const std::vector<Dated>& events, std::int64_t first, std::int64_t last,
                std::string_view what, std::string_view whats);

// First and last date of the analysed episodes; nothing where none has one.
std::optional<std::pair<std::int64_t, std::int64_t>> archive_dates(const SiteContext& site);

}  // namespace earwitness::publish
