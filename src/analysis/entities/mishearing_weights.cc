// Written by mishearing_train (training/mishearing.sh) from the train calls of earnings21 (Rev.com, CC BY-SA 4.0) in
// the words of five recognisers; do not edit. In the order of mishearing.cc's evidence.
#include "analysis/entities/mishearing.h"

namespace earwitness::analysis::entities {

// clang-format off
const MishearingEvidence kMishearingWeights = {
    -6.5628f, 1.3749f, 2.5266f, 0.2969f, 7.9358f, 1.1806f, -1.6937f, 1.6230f, 0.2347f, 0.6462f,
    -0.0422f, -0.1517f, 0.7199f, -0.7237f, -1.9506f, 0.2886f, 1.5023f, 0.0759f, -1.6098f, -0.1660f,
    -0.7902f, -0.7316f, 2.0026f, -0.1284f, -0.0251f, 0.8628f, 0.6548f, -0.3351f, -0.7311f};
// clang-format on

}  // namespace earwitness::analysis::entities
