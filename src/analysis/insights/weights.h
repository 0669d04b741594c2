// The trained weights, one row a type of insight. weights.cc is written by training/insights/train.sh.
#pragma once

#include "analysis/sentence_features.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::insights {

extern const float kWeights[kInsightTypes][kFeatures];

}  // namespace earwitness::analysis::insights
