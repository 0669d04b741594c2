// Two windows of content words, one behind a point of the talk and one before it, slid over the whole of it: how alike
// they are (tf-idf cosine) and how much better two vocabularies explain them than one. Internal to chapters/.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/document.h"
#include "analysis/terms.h"

namespace earwitness::analysis::chapters {

struct Cohesion {
    std::vector<float> cosine;  // one a sentence: at its beginning
    std::vector<float> ratio;   // log likelihood ratio a word
};

// `words` content words on each side. Linear: a word enters and leaves each window once.
Cohesion slide_windows(const Document& document, const Terms& terms, std::size_t words);

}  // namespace earwitness::analysis::chapters
