// How the floor changes hands: how long turns are, and how many begin on each side of a sentence. Internal to
// chapters/.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/document.h"

namespace earwitness::analysis::chapters {

// log(1 + words), one a turn of the document.
std::vector<float> log_turn_words(const Document& document);

struct TurnsAround {
    float before = 0, after = 0;  // log(1 + turns)
};

// One a sentence: the turns that begin within `words` words before it, and from it on. Linear.
std::vector<TurnsAround> turns_around(const Document& document, std::uint32_t words);

}  // namespace earwitness::analysis::chapters
