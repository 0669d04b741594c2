// The front matter of a Jekyll page as verify sees it: its scalars, and the scalars of the maps in its lists; whatever
// lies deeper is passed over. Read with libyaml's events and no recursion; shares nothing with the writer of pages.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earwitness::verify {

using Scalars = std::map<std::string, std::string, std::less<>>;

struct FrontItem {
    std::string list;       // "quotes"
    std::size_t index = 0;  // in it, from 0
    std::size_t line = 0;   // of the file, from 1
    Scalars scalars;
    std::string place() const { return list + "[" + std::to_string(index) + "]"; }
};

struct FrontMatter {
    Scalars scalars;
    std::vector<FrontItem> items;  // maps in lists at the top level, in order
    std::string_view body;         // of the page, behind the second "---"
};

// Absent, with the reason, where the page has no front matter or it is no YAML. Views of `page` stay in it.
std::optional<FrontMatter> read_front_matter(std::string_view page, std::string& why);

}  // namespace earwitness::verify
