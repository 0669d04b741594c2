// Which of the known names may have been meant by one that is not known. Pure; used where a filter names nobody.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace earwitness::search {

struct KnownName {
    std::string id;    // what would have to be written
    std::string name;  // what people call it; may be ""
};

// The ids of at most three of the known, the nearest first: those whose id or name is the asked one in other letters,
// has all its words, words near to them (one letter changed, put in, left out or swapped in words of four letters, two
// in words of seven), or one of its words that is no function word; only the best of these kinds. Where several are
// equally near, the first ones of `known`.
std::vector<std::string> near_names(std::string_view asked, const std::vector<KnownName>& known);

}  // namespace earwitness::search
