// The table behind find_entity (html.h): made by tools/make_html_entities.py, sorted by name as bytes.
#pragma once

#include <cstddef>
#include <string_view>

namespace earwitness::text {

struct HtmlEntity {
    std::string_view name;  // without '&' and ';'
    std::string_view utf8;
    bool without_semicolon;  // HTML also knows it so (&copy)
};

extern const HtmlEntity kHtmlEntities[];
extern const std::size_t kHtmlEntityCount;

}  // namespace earwitness::text
