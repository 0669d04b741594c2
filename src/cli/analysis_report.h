// An analysis as a report to be read in a terminal: title, summary, chapters, names by type, quotes, insights.
// Called by `analyze --format text`; it shows the strongest of each kind, the JSON has them all. Does not print.
#pragma once

#include <string>

#include "earwitness/findings.h"

namespace earwitness::cli {

std::string render_report(const Analysis& analysis);

}  // namespace earwitness::cli
