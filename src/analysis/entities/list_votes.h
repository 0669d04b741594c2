// What the name lists say of a whole name, put into the balance of its types. The tagger sees the same lists, but word
// by word and in the company of fifty other features; a name that stands in one list as it is written deserves more.
#pragma once

#include <vector>

#include "analysis/entities/reading.h"
#include "analysis/entities/tagger.h"

namespace earwitness::analysis::entities {

// Changes `probability`, and `type` and `confidence` with it. First tokens and counts must be those of `reading`.
void apply_list_votes(const Reading& reading, std::vector<TypedSpan>& spans);

}  // namespace earwitness::analysis::entities
