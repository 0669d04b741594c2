// Cuts the talk into chapters and names them in words that are said in them. Called by the engine behind sponsors,
// candidates and topics. It does not read chapters that a publisher gives: those are the feed's.
#pragma once

#include <vector>

#include "analysis/candidates.h"
#include "analysis/document.h"
#include "analysis/terms.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::chapters {

// Sorted, never overlapping; together they hold every sentence; each begins and ends with a sentence. A talk that is
// too short to be cut has one chapter, an empty one has none. Linear in the text, but for sorting.
std::vector<Chapter> find_chapters(const Document& document, const Terms& terms,
                                   const std::vector<Candidate>& candidates, const std::vector<Topic>& topics,
                                   const std::vector<SponsorRead>& sponsors);

}  // namespace earwitness::analysis::chapters
