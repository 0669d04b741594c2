// Text folded for comparison: lower case, compatibility-decomposed, without accents. The scripts of the pages fold in
// the same way (web/search_query.ts), so that a typed word meets the indexed one. Not a map of offsets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace earwitness::publish {

std::string fold(std::string_view text);

// The folded words of a text, in order: runs of letters and digits; each Han or Kana character is a word of its own.
std::vector<std::string> folded_words(std::string_view text);

}  // namespace earwitness::publish
