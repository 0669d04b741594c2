#include "analysis/summary/likeness.h"

#include <algorithm>
#include <cmath>

namespace earwitness::analysis::summary {

double likeness(const Terms& terms, const TermSet& left, const TermSet& right) {
    double both = 0, l = 0, r = 0;
    const auto weight = [&](std::uint32_t id) {
        return static_cast<double>(terms.terms[id].rarity) * static_cast<double>(terms.terms[id].rarity);
    };
    for (const std::uint32_t id : left) {
        l += weight(id);
        if (std::binary_search(right.begin(), right.end(), id)) both += weight(id);
    }
    for (const std::uint32_t id : right) r += weight(id);
    return l > 0 && r > 0 ? both / std::sqrt(l * r) : 0;
}

}  // namespace earwitness::analysis::summary
