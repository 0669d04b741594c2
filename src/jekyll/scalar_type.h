// What an unquoted YAML scalar is taken for: YAML 1.1's implicit types, as PyYAML resolves them
// (https://yaml.org/type/; lib/yaml/resolver.py). The reader types plain scalars by it; the writer quotes the strings
// that would be taken for something else.
#pragma once

#include <string_view>

#include "jekyll/value.h"

namespace earwitness::jekyll {

struct PlainType {
    ValueKind kind = ValueKind::kString;
    bool indicator = false;  // "=" and "<<": special words of YAML 1.1, that a string's writer must quote
};

PlainType plain_type(std::string_view plain);

}  // namespace earwitness::jekyll
