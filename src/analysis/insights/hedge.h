// How far a speaker steps back from a claim: the strongest hedge of a sentence. Called by insights.cc for predictions.
#pragma once

#include <optional>

#include "analysis/sentence_words.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::insights {

// The first of the strongest hedges; nothing where the sentence claims flatly.
std::optional<Hedge> find_hedge(const SentenceWords& words);

}  // namespace earwitness::analysis::insights
