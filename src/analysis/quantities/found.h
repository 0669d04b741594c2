// A quantity on its way from the walker (quantities.cc) through ranges.h and changes.h: with the tokens that it takes
// and what was said of it beside its value.
#pragma once

#include <cstdint>

#include "earwitness/findings.h"

namespace earwitness::analysis::quantities {

struct Found {
    Quantity quantity;
    std::uint32_t first = 0, last = 0;  // tokens [first, last)
    double scale = 1;                   // "million" at its end: 1e6
    int direction = 0;                  // "doubled" 1, "halved" -1
    bool is_share = false;              // "half", "four out of five"
    bool is_tentative = false;          // no quantity by itself: only as an end of a range or a change
};

}  // namespace earwitness::analysis::quantities
