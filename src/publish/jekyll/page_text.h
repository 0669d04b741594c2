// A Jekyll page as text: the front matter cut into its keys, the body. Comments and the way things are written stay as
// they are, for it is never parsed into values. Used to bring a page up to date that someone has edited.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"

namespace earwitness::publish::jekyll {

struct Block {
    std::string lead;  // comments and empty lines above the key
    std::string key;
    std::string text;  // "key: value" and every line that belongs to it, with its line ends
};

struct PageText {
    std::vector<Block> blocks;
    std::string tail;  // comments below the last key
    std::string body;  // all that follows the closing "---" line
};

// kMalformed where there is no front matter, or it is not a map of keys at the line's begin.
Result<PageText> split_page(std::string_view page);
std::string join_page(const PageText& page);

// A block "key:" with a list below it: the text of each item. Empty for everything else.
std::vector<std::string> items_of(const Block& block);
// The first line of such a block; what its items are written under.
std::string head_of(const Block& block);

}  // namespace earwitness::publish::jekyll
