// Sponsor reads and housekeeping ("brought to you by", "use the code", "leave us a review"): stretches that are not
// the talk. Called first by the engine: names, quotes, insights, topics and summary all look away from them.
#pragma once

#include <vector>

#include "analysis/document.h"
#include "analysis/terms.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::sponsors {

// Sorted, never overlapping, from the first word of a sentence to the last of one. Linear time.
std::vector<SponsorRead> find_sponsors(const Document& document, const Terms& terms);

}  // namespace earwitness::analysis::sponsors
