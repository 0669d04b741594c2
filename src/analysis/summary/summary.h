// The sentences that tell best what an episode says, as they were said and in their order. Called by the engine
// last: it reads the findings of the others. It writes nothing of its own: no sentence, no summary.
#pragma once

#include <vector>

#include "analysis/document.h"
#include "analysis/terms.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::summary {

// About 140 words (less for a short text) of complete sentences, none of a sponsor read, none a greeting, and of one
// that introduces its speaker only what comes behind that; sections "What it is about" (these sentences), "What was
// claimed", "The business side", "People and companies", "What may follow" and "What to do" where there is something to
// stand under them, nothing under two. Linear in the text, but for sorting.
Summary summarise(const Document& document, const Terms& terms, const std::vector<Topic>& topics,
                  const std::vector<Insight>& insights, const std::vector<Entity>& entities,
                  const std::vector<SponsorRead>& sponsors);

}  // namespace earwitness::analysis::summary
