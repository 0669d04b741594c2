// Proves a published page: every element that shows words of a transcript shows exactly those (docs/verify.md). Reads
// the HTML itself, as a flat row of tags with a stack of its own; a page whose tags do not nest is refused, not
// repaired.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "verify/evidence.h"
#include "verify/report.h"

namespace earwitness::verify {

// An episode of the folder and how many marked elements show it.
struct ShownEpisode {
    Evidence evidence;
    std::size_t shown = 0;
};
using ShownEpisodes = std::map<std::string, ShownEpisode, std::less<>>;  // by id

void check_page(std::string_view html, std::string_view file, ShownEpisodes& episodes, Report& report);

}  // namespace earwitness::verify
