// Sentences of spoken text, as spans. Knows abbreviations, initials, decimals, ellipses and quotation marks; text
// without any punctuation (a raw recogniser's) is cut at pauses by the caller and at a length limit here, so that
// no "sentence" runs for pages.
#pragma once

#include <string_view>
#include <vector>

#include "earwitness/span.h"

namespace earwitness::text {

// Appends the sentences of text[within]; none is empty, none begins or ends in white space, together they cover
// every character of `within` that is not white space. Linear time.
void split_sentences(std::string_view text, Span within, std::vector<Span>& out);

}  // namespace earwitness::text
