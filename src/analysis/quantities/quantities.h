// Quantities said in digits or words: "twelve hundred nodes", "three and a half million dollars", "5x", "20%",
// "half of teams". Called once per episode by the engine; its values go to insights and quotes. Years, ages, clock
// times, ordinals and version numbers are not quantities. A range ("ten to twenty percent"), a rate ("$20 a month") and
// a change ("from ten minutes to two") is one quantity.
#pragma once

#include <vector>

#include "analysis/document.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::quantities {

// Sorted by span, never overlapping, each inside one sentence. Linear time.
std::vector<Quantity> extract_quantities(const Document& document);

}  // namespace earwitness::analysis::quantities
