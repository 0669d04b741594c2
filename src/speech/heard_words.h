// Words of a heard segment, by their place in its text. Internal to speech/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "speech/engine.h"

namespace earwitness::speech {

// Letters and digits in lower case: how words are compared. Bytes beyond ASCII stay as they are.
std::string plain_word(std::string_view word);

struct TextWord {
    std::size_t begin = 0, end = 0;  // bytes of the segment's text
    std::string plain;
};

// Stretches without white space that hold a letter or digit.
std::vector<TextWord> text_words(std::string_view text);

// Leaves of the segment what stands in the text from byte `begin` to byte `end`, and its timed words.
void keep_text(HeardSegment& segment, std::size_t begin, std::size_t end);

// Where each timed word stands in the text, in order; npos for one that is not there.
std::vector<std::size_t> places_of_words(const HeardSegment& segment);

}  // namespace earwitness::speech
