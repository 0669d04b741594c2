// Magnitudes: amounts of which only the size is said: "three-digit millions", "six figures", "tens of thousands".
// Called by quantities.cc before the numeral reader (numerals.h), whose values it gives.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/quantities/numerals.h"

namespace earwitness::analysis::quantities {

// The magnitude that begins at tokens[at] and ends before `end`, its least value in `value`, its most in `most`;
// kNone where there is none. "Millions of users" alone is none: that is no figure.
Numeral read_magnitude(std::string_view text, const std::vector<text::Token>& tokens, std::uint32_t at,
                       std::uint32_t end);

}  // namespace earwitness::analysis::quantities
