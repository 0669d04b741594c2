// A text from outside on one line, as a title, an attribute or a front matter can have it. For what is shown, never for
// the words of a transcript, which stay as they are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace earwitness::text {

// White space of any kind and control characters become single blanks, none at the ends; characters that turn text
// round beyond their own (bidirectional embeddings, overrides and isolates) and noncharacters go. What is longer than
// `max_bytes` is cut between words, where there are any, and ends in an ellipsis; 0 means no limit. `text` is valid
// UTF-8.
std::string plain_line(std::string_view text, std::size_t max_bytes = 0);

}  // namespace earwitness::text
