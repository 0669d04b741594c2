// Written by mishearing_train (training/mishearing.sh) from the train calls of earnings21 (Rev.com, CC BY-SA 4.0) in
// the words of five recognisers; do not edit. In the order of mishearing.cc's evidence.
#include "analysis/entities/mishearing.h"

namespace earwitness::analysis::entities {

// clang-format off
const MishearingEvidence kMishearingWeights = {
    -7.0313f, 1.8623f, 2.0137f, 0.1619f, 7.9536f, 0.9497f, -1.2162f, 1.7048f, 0.1983f, 0.6572f,
    -0.0250f, -0.1827f, 0.7215f, -0.6034f, -1.9315f, 0.2491f, 1.3885f, 0.0689f, -1.5241f, -0.1339f,
    -0.6981f, -0.6569f, 1.9936f, -0.1490f, 0.0025f, 0.9861f, 0.4657f, -0.2996f, -0.7691f};
// clang-format on

}  // namespace earwitness::analysis::entities
