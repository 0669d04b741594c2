// Words whose exchange turns a sentence into another one although they look or sound alike. Internal to llm/.
#pragma once

#include <string_view>

namespace earwitness::llm {

bool is_negation(std::string_view folded);

// "increase" / "decrease", "useful" / "useless", "can" / "must", "I" / "they".
bool are_contrasts(std::string_view a, std::string_view b);

// Opposites by prefix, suffix or list, which deny one another.
bool are_opposites(std::string_view a, std::string_view b);

}  // namespace earwitness::llm
