// How a sentence is made: whether it states something at all, whether it is broken, greets, or reads like written
// prose. Internal to summary/.
#pragma once

#include <vector>

#include "analysis/document.h"
#include "analysis/terms.h"

namespace earwitness::analysis::summary {

struct Style {
    float words = 0;  // without marks
    float nominal = 0, the = 0,
          of_and = 0;  // shares of the words: prepositions and articles are many in plain statements
    float fillers = 0, repeats = 0, stubs = 0, contractions = 0;  // shares: "um", "the the", "th", "they'll"
    float commas = 0;                                             // a word
    float letters = 0;                                            // a word
    float distinct = 0;                                           // share of words not said before in the sentence
    bool states = false;    // has a verb that could carry it, and does not begin like the rest of another sentence
    bool complete = false;  // states, begins and ends as sentences do, and nothing in it was not understood
    bool joined = false;    // begins with "and", "but", "so", "yeah": leans on what was said before
    bool greets = false;
};

// One a sentence. Linear in the tokens.
std::vector<Style> styles_of(const Document& document, const Terms& terms);

// Whether complete sentences may be asked for: text without full stops, or in another language, has few.
bool asks_for_complete(const std::vector<Style>& styles);

}  // namespace earwitness::analysis::summary
