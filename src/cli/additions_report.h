// What a language model added to an episode, and what was refused of it, for people. Used by `llm read` and `show`.
#pragma once

#include <string>
#include <vector>

#include "earwitness/findings.h"
#include "store/records.h"

namespace earwitness::cli {

// Of an analysis that has such a part; every line under the model's name.
std::string additions_text(const Analysis& analysis);

// How many by kind and reason, and with `each` the words.
std::string refused_text(const std::vector<store::RefusedAddition>& refused, bool each);

}  // namespace earwitness::cli
