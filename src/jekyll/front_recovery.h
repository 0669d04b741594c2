// What can be read of front matter that is not YAML any more, because bytes were lost or two writers raced on the file.
// It goes by the lines of the pages' own form: keys and list items begin in the first column.
#pragma once

#include <string_view>

#include "earwitness/result.h"
#include "jekyll/value.h"

namespace earwitness::jekyll {

// The map of what parses, key by key and item by item; empty where nothing does. Each loss is noted with its line.
Value recover_front(std::string_view front, std::size_t first_line, Diagnostics& notes);

}  // namespace earwitness::jekyll
