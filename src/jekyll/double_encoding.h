// UTF-8 that was read as Windows-1252 and written as UTF-8 again: "Chinaâ€™s" for "China’s". Finds and undoes it, and
// leaves alone what merely looks like it: « Été… », “CAFÉ”, „Spaß“ are right as they stand.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace earwitness::jekyll {

struct DamagedPlace {
    std::size_t begin = 0, end = 0;  // bytes of the damaged text: one character that was encoded twice (or thrice)
    std::string meant;               // "’"
};

// Valid UTF-8 in; the places in their order, none overlapping.
std::vector<DamagedPlace> find_double_encoding(std::string_view text);

// The text with each place replaced by what was meant.
std::string replace_places(std::string_view text, const std::vector<DamagedPlace>& places);

}  // namespace earwitness::jekyll
