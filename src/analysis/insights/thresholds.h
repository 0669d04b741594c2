// From which probability on a sentence is published as an insight, by type. Read off leave-one-episode-out
// (docs/accuracy.md), where F1 is flat from 0.10 to 0.15. Problems are told in so many words that a weak one is worth
// less than its place, so they must be surer. Shared by insights.cc and training, which reports what these thresholds
// give.
#pragma once

#include "earwitness/findings.h"

namespace earwitness::analysis::insights {

inline constexpr double kLeastThreshold = 0.12;

constexpr double threshold_of(InsightType type) { return type == InsightType::kProblem ? 0.18 : kLeastThreshold; }

}  // namespace earwitness::analysis::insights
