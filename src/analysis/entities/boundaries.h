// Mends what the tagger's spans get wrong systematically: persons named one after another without a comma between them
// ("Tom Martin Scott Neal", as recognisers and lists write them), titles taken along, articles and possessives.
#pragma once

#include <string_view>
#include <vector>

#include "analysis/entities/reading.h"
#include "analysis/entities/tagger.h"

namespace earwitness::analysis::entities {

// `spans` come from Tagger::tag on `reading`; what is left is sorted, not empty and does not overlap. Linear time.
void mend_boundaries(std::string_view text, const std::vector<text::Token>& tokens, const Reading& reading,
                     std::vector<TypedSpan>& spans);

}  // namespace earwitness::analysis::entities
