// Words, numbers and marks of a text, as spans of it. The one tokenizer of the house: analysers, the tagger's
// training and search all see the same tokens. Splits as the annotated corpora do: possessive 's and punctuation
// are tokens of their own ("Ada's" = Ada | 's), U.S., AT&T, 3.5, GPT-4 and don't stay whole.
#pragma once

#include <string_view>
#include <vector>

#include "earwitness/span.h"

namespace earwitness::text {

enum class TokenKind : unsigned char { kWord, kNumber, kPunctuation };

struct Token {
    Span span;
    TokenKind kind = TokenKind::kWord;
};

// Appends the tokens of text[within] to out, spans relative to the whole text. Linear time.
void tokenize(std::string_view text, Span within, std::vector<Token>& out);

}  // namespace earwitness::text
