// A long spoken sentence collects cues from clauses that have nothing to do with one another, so it looks surer than it
// is: each word beyond thirty takes this much off the log odds. Shared by insights.cc and training.
#pragma once

#include <cstddef>

namespace earwitness::analysis::insights {

inline double length_discount(std::size_t words) { return words <= 30 ? 0 : 0.02 * static_cast<double>(words - 30); }

}  // namespace earwitness::analysis::insights
