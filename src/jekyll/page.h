// A page of a Jekyll site: front matter (YAML between two lines of "---") and a body. Here it is bytes and a value;
// what its keys mean is episode_page.h's, how a broken one is taken in is recover.h's.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "jekyll/value.h"
#include "jekyll/yaml_read.h"

namespace earwitness::jekyll {

inline constexpr std::size_t kMaxPageBytes = std::size_t{32} << 20;

struct Page {
    Value front = Value::map();  // always a map
    std::string body;            // everything behind the closing line of "---", as it is
};

// Where the two parts lie in a page's bytes. The front matter ends at the first line that is "---" (blanks may follow
// it, as Jekyll allows) in the first column: inside a scalar PyYAML indents such a line.
struct PageParts {
    std::string_view front, body;
    std::size_t front_line = 2;  // 1-based lines where they begin
    std::size_t body_line = 0;
    bool closed = false;  // false: the closing line is missing, all is front matter
};
// Nothing where the text does not begin with a line of "---".
std::optional<PageParts> split_page(std::string_view text);

// A sound page. The fault says what it is not.
std::variant<Page, YamlFault> parse_page(std::string_view text);

// "---", the front matter as write_yaml() writes it, "---", the body.
std::string render_page(const Page& page);

}  // namespace earwitness::jekyll
