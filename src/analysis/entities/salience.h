// How much an episode is about an entity: often named, named early, a speaker; rather a person than a nationality. The
// weights are learnt from which names people mention when they sum a talk up (training/salience.sh).
#pragma once

#include <array>
#include <cstddef>

#include "analysis/document.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::entities {

inline constexpr std::size_t kSalienceFeatures = 6 + kEntityTypes;
using SalienceFeatures = std::array<double, kSalienceFeatures>;

// Of an entity with at least one mention, rising: bias, log of the mentions, root of the first one's place (0..1) and
// log of its bytes, how near the very beginning that is, whether it speaks here, and one for its type.
SalienceFeatures salience_features(const Entity& entity, const Document& document);

// 0..1: the likelihood of being mentioned in a one-sentence summary. Comparable inside an episode.
double salience_of(const SalienceFeatures& features);

}  // namespace earwitness::analysis::entities
