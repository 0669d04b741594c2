// A name that the tagger found in one place and overlooked in another: the other places are added. Full names are taken
// wherever they stand; single words only where capitals mean something and the tagger was of one mind before.
#pragma once

#include <vector>

#include "analysis/entities/reading.h"
#include "analysis/entities/tagger.h"

namespace earwitness::analysis::entities {

// `spans` sorted, not overlapping, of `reading`; stays so. Linear time.
void add_repeats(const std::vector<text::Token>& tokens, const Reading& reading, std::vector<TypedSpan>& spans);

}  // namespace earwitness::analysis::entities
