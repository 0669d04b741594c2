// How much two sentences say the same. Internal to summary/.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/terms.h"

namespace earwitness::analysis::summary {

using TermSet = std::vector<std::uint32_t>;  // sorted, distinct

// The weights of a set's terms, summed: the squares of their rarities.
double weight_of(const Terms& terms, const TermSet& set);

// The likeness of one set to many: its terms are marked once.
class LikenessTo {
  public:
    // Keeps a reference to the terms.
    explicit LikenessTo(const Terms& terms) : terms_(terms), marked_(terms.terms.size()) {}

    void mark(const TermSet& set);  // in place of the set marked before
    // Cosine of the sets, each term weighted by the square of its rarity: 0..1.
    double operator()(const TermSet& other, double weight_of_other) const;

  private:
    const Terms& terms_;
    std::vector<char> marked_;  // by term
    TermSet set_;
    double weight_ = 0;
};

}  // namespace earwitness::analysis::summary
