// How much an episode is about an entity: often named, named early and not just in a list, somebody who speaks for much
// of it; rather a person than a nationality. The weights are learnt from which names people mention when they sum a
// talk up (training/salience.sh).
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "analysis/document.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::entities {

inline constexpr std::size_t kSalienceFeatures = 6 + kEntityTypes;
using SalienceFeatures = std::array<double, kSalienceFeatures>;

// Reads once what all entities of a document are measured by: who speaks, and how much of it.
class SalienceReader {
  public:
    explicit SalienceReader(const Document& document);

    // Of an entity with at least one mention: bias, log of the mentions, log of the first one's place in bytes, how
    // near the very beginning that is, which share of the talk is its own, which share of the mentions follows a comma,
    // and one for its type.
    SalienceFeatures features(const Entity& entity) const;

  private:
    struct Voice {
        std::vector<std::string> keys;  // of the label's words, and of the whole
        double share = 0;               // of the bytes that anybody says
    };

    double share_of(const Entity& entity) const;

    const Document& document_;
    std::vector<Voice> voices_;
};

// 0..1: the likelihood of being mentioned in a one-sentence summary. Comparable inside an episode.
double salience_of(const SalienceFeatures& features);

}  // namespace earwitness::analysis::entities
