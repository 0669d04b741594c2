// Predictions, recommendations, problems, trends, opportunities, statistics and definitions, one sentence each
// (docs/insights.md). Called once per episode by the engine, which attaches entity ids afterwards by span.
#pragma once

#include <vector>

#include "analysis/document.h"
#include "analysis/sentence_features.h"
#include "earwitness/episode.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::insights {

// `readings` and `quantities` (quantities::extract_quantities) are those of the same document. Sorted by (span, type);
// a sentence has at most one insight a type; nothing inside a sponsor read. Dates that predictions fall due are
// reckoned from meta.published_at and left out where that is absent and the words alone do not say. Linear time.
std::vector<Insight> extract_insights(const Document& document, const SentenceReadings& readings,
                                      const EpisodeMeta& meta, const std::vector<SponsorRead>& sponsors,
                                      const std::vector<Quantity>& quantities);

}  // namespace earwitness::analysis::insights
