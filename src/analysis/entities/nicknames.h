// First names that are short for another: "Bob" for "Robert". Plain functions of text.
#pragma once

#include <string>
#include <string_view>

namespace earwitness::analysis::entities {

// The longest usual form of a first name in lower case, itself where it is short for none.
std::string_view formal_first_name(std::string_view lower);

// Under which key a person's full names meet: first name in its formal form and last name, without initials between
// them. Empty where the name has not two to four words.
std::string person_key(std::string_view name);

}  // namespace earwitness::analysis::entities
