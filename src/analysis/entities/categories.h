// The closed lists of docs/taxonomy.md, and the category of a name that nobody listed, read off its own words.
#pragma once

#include <string_view>
#include <vector>

#include "earwitness/findings.h"

namespace earwitness::analysis::entities {

// In the order of docs/taxonomy.md.
const std::vector<std::string_view>& categories_of(EntityType type);
bool is_category(EntityType type, std::string_view category);

// "university" for "Ohio State University"; "other" for an organisation whose name says nothing; else "".
std::string_view category_from_words(EntityType type, std::string_view name);

}  // namespace earwitness::analysis::entities
