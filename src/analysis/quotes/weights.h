// The trained weights of a quotable sentence. weights.cc is written by training/insights.
#pragma once

#include "analysis/sentence_features.h"

namespace earwitness::analysis::quotes {

extern const float kWeights[kFeatures];

}  // namespace earwitness::analysis::quotes
