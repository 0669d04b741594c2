// On what condition something is claimed: "if the price falls", "unless somebody pays for it", "as long as it is free".
// Called by insights.cc for predictions.
#pragma once

#include <optional>

#include "analysis/sentence_words.h"

namespace earwitness::analysis::insights {

// The first conditional clause with its conjunction. "I don't know if", "as if", "what if" open none.
std::optional<Span> find_condition(const SentenceWords& words);

}  // namespace earwitness::analysis::insights
