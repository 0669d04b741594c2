#include "analysis/quotes/quotes.h"

#include "analysis/quotes/selection.h"
#include "analysis/quotes/weights.h"

namespace earwitness::analysis::quotes {

std::vector<Quote> extract_quotes(const Document& document, const SentenceReadings& readings,
                                  const std::vector<SponsorRead>& sponsors, const std::vector<Insight>& insights) {
    return select_quotes(document, readings, sponsors, insights, kWeights);
}

}  // namespace earwitness::analysis::quotes
