// YAML 1.1 to a value, over libyaml (the C twin of the library that wrote the pages). One document whose scalars are
// typed as PyYAML types them. Aliases are copied out and `<<` is an ordinary key; what a page of this format never has
// and a hostile one might (deep nesting, alias bombs, a list as a key) is a fault.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "jekyll/value.h"

namespace earwitness::jekyll {

inline constexpr int kMaxYamlDepth = 32;
inline constexpr std::size_t kMaxYamlNodes = 2'000'000;  // with those that aliases copy

// Why a text is not YAML, and where.
struct YamlFault {
    std::size_t line = 0;  // 1-based, of the text that was given plus `first_line` - 1
    std::string reason;    // "mapping values are not allowed in this context"
};

// The text must be valid UTF-8; `first_line` is the number of its first line in the file that it comes from. An empty
// text is null. Where a key occurs twice in a map the last value stands, in the first one's place, as in Python.
std::variant<Value, YamlFault> read_yaml(std::string_view text, std::size_t first_line = 1);

}  // namespace earwitness::jekyll
