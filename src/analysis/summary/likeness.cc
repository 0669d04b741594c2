#include "analysis/summary/likeness.h"

#include <cmath>

namespace earwitness::analysis::summary {
namespace {

double weight_of(const Terms& terms, std::uint32_t id) {
    return static_cast<double>(terms.rarity[id]) * static_cast<double>(terms.rarity[id]);
}

}  // namespace

double weight_of(const Terms& terms, const TermSet& set) {
    double sum = 0;
    for (const std::uint32_t id : set) sum += weight_of(terms, id);
    return sum;
}

void LikenessTo::mark(const TermSet& set) {
    for (const std::uint32_t id : set_) marked_[id] = 0;
    set_ = set;
    for (const std::uint32_t id : set_) marked_[id] = 1;
    weight_ = weight_of(terms_, set_);
}

double LikenessTo::operator()(const TermSet& other, double weight_of_other) const {
    double both = 0;
    for (const std::uint32_t id : other)
        if (marked_[id] != 0) both += weight_of(terms_, id);
    return weight_ > 0 && weight_of_other > 0 ? both / std::sqrt(weight_ * weight_of_other) : 0;
}

}  // namespace earwitness::analysis::summary
