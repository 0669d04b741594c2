// The distinct words of a text and which of them each token is. What follows from a word's spelling alone (its lower
// case, its stem, its shape, what lists hold it) is computed once for each of these, not once a token. Part of
// Document; training makes it of its own tokens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/tokens.h"

namespace earwitness::analysis {

struct Vocabulary {
    std::vector<std::uint32_t> of_token;  // parallel to the tokens: index into words
    std::vector<text::Token> words;       // where each spelling (and kind) first stands, in that order
    std::vector<std::string> lower;       // parallel to words: text::lower of each

    std::size_t size() const { return words.size(); }
};

// Words are compared byte by byte, not by a hash alone: two spellings are never taken for one. Linear.
Vocabulary build_vocabulary(std::string_view text, const std::vector<text::Token>& tokens);

}  // namespace earwitness::analysis
