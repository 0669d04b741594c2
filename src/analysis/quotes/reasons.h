// Why a passage was chosen: a closed list of stable words (docs/quotes.md), each read off the words themselves.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/cues.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::quotes {

using Reasons = std::uint32_t;  // a bit a reason, in the order of the list

Reasons reasons_of(const SentenceCues& cues, bool has_quantity);

// Those that follow from the insights inside the span ("prediction", "problem" ...). O(log n + found).
Reasons reasons_of(Span span, const std::vector<Insight>& insights);

std::vector<std::string> reason_names(Reasons reasons);

}  // namespace earwitness::analysis::quotes
