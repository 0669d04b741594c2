// How quotes are chosen, given the weights of a quotable sentence. Apart from quotes.h so that training can measure the
// whole choice with weights that have not seen the episode.
#pragma once

#include <vector>

#include "analysis/document.h"
#include "analysis/sentence_features.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::quotes {

// As quotes.h says; `weights` are kFeatures numbers in the order of sentence_features.h.
std::vector<Quote> select_quotes(const Document& document, const SentenceReadings& readings,
                                 const std::vector<SponsorRead>& sponsors, const std::vector<Insight>& insights,
                                 const float* weights);

}  // namespace earwitness::analysis::quotes
