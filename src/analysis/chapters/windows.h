// Two windows of content words, one behind a point of the talk and one before it, slid over the whole of it: how alike
// they are. (That two vocabularies explain them better than one, after BayesSeg, was measured too and told less.)
// Internal to chapters/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/document.h"
#include "analysis/terms.h"

namespace earwitness::analysis::chapters {

// The content words of a talk, in order.
struct ContentWords {
    std::vector<std::uint32_t> ids;              // of Terms::terms
    std::vector<std::size_t> first_of_sentence;  // index into ids, by sentence
};
ContentWords content_words(const Document& document, const Terms& terms);

// The tf-idf cosine of `words` content words on each side, at the beginning of each sentence. Linear: a word enters
// and leaves each window once.
std::vector<float> slide_windows(const ContentWords& talk, const Terms& terms, std::size_t words);

}  // namespace earwitness::analysis::chapters
