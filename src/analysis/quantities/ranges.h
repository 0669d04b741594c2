// Ranges ("38 to 40x", "between three and five days") and bounds ("more than 300 people"). Called by quantities.cc once
// per sentence, after changes.h has taken what rose or fell.
#pragma once

#include <vector>

#include "analysis/quantities/found.h"
#include "analysis/sentence_words.h"

namespace earwitness::analysis::quantities {

// Makes one of the two quantities of a range and gives neighbours that share a unit theirs. Linear.
void join_ranges(const SentenceWords& words, std::vector<Found>& found);

// "two to three million": the first means millions too. Nothing where the second would not be the greater then.
void share_scale(Found& left, const Found& right);

// "about", "nearly", "like": words before a figure that leave its value alone.
bool is_approximate(std::string_view lower);

}  // namespace earwitness::analysis::quantities
