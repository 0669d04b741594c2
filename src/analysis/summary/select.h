// Chooses sentences: worth by a small linear model, then one after the other, each unlike those before it (maximal
// marginal relevance). Internal to summary/.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/document.h"
#include "analysis/summary/features.h"
#include "analysis/terms.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::summary {

// The worth of each sentence, about 0 to 1; negative where it may not stand in a summary at all: in a sponsor read,
// incomplete, a question, a greeting, too short or too long.
std::vector<double> worth_of(const Document& document, const std::vector<Features>& features,
                             const std::vector<Style>& styles, const std::vector<SponsorRead>& sponsors);

// Indices, rising, of sentences with together about `words` words.
std::vector<std::size_t> select(const Document& document, const Terms& terms, const std::vector<double>& worth,
                                std::size_t words);

}  // namespace earwitness::analysis::summary
