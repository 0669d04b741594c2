// Places whose own name has an "and" in it: "Newfoundland and Labrador", "Trinidad and Tobago". The tagger, which has
// seen far more lists than such places, makes two of them, and of "the Newfoundland and Labrador Court of Appeal" too.
#pragma once

#include <vector>

#include "analysis/entities/reading.h"
#include "analysis/entities/tagger.h"

namespace earwitness::analysis::entities {

// Widens the spans inside a listed country or region to the whole of it, and those that go on behind it to its
// beginning; what they cover of other spans is gone. `spans` are sorted and do not overlap, before and after. Linear
// time.
void join_listed_places(const std::vector<text::Token>& tokens, const Reading& reading, std::vector<TypedSpan>& spans);

}  // namespace earwitness::analysis::entities
