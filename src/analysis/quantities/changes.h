// Rates ("$20 a month", "300 requests per second") and changes over time ("doubling every six months", "grew 40
// percent in two years", "from ten minutes to two"). Called by quantities.cc once per sentence, before ranges.h.
#pragma once

#include <vector>

#include "analysis/quantities/found.h"
#include "analysis/sentence_words.h"

namespace earwitness::analysis::quantities {

// Fills `per` and `change`; the words of a rate and of a change's time become part of its quantity, and the time itself
// is no quantity of its own then. Linear.
void read_changes(const SentenceWords& words, std::vector<Found>& found);

// Whether a word that says that something rose or fell stands in the eight before token `at`: 1, -1, 0 where none does.
int change_before(const SentenceWords& words, std::uint32_t at);

}  // namespace earwitness::analysis::quantities
