// How much two sentences say the same. Internal to summary/.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/terms.h"

namespace earwitness::analysis::summary {

using TermSet = std::vector<std::uint32_t>;  // sorted, distinct

// Cosine of the sets, each term weighted by the square of its rarity: 0..1.
double likeness(const Terms& terms, const TermSet& left, const TermSet& right);

}  // namespace earwitness::analysis::summary
