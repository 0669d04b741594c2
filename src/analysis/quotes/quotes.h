// Quotable passages: one to three consecutive sentences of one speaker that a stranger can read without the rest
// (docs/quotes.md). Called once per episode by the engine, after insights; entity and topic ids are attached by it.
#pragma once

#include <vector>

#include "analysis/document.h"
#include "analysis/sentence_features.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::quotes {

// `readings` and `insights` are those of the same document. Ordered by score, falling; spans never overlap,
// near-duplicates are left out, nothing from a sponsor read. Empty where nothing is worth quoting. Linear time.
std::vector<Quote> extract_quotes(const Document& document, const SentenceReadings& readings,
                                  const std::vector<SponsorRead>& sponsors, const std::vector<Insight>& insights);

}  // namespace earwitness::analysis::quotes
