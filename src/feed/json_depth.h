// A look at JSON before it is parsed: how deep it nests. Used by json_feed.cc and chapters.cc.
#pragma once

#include <cstddef>
#include <string_view>

namespace earwitness::feed {

// True where objects and lists nest deeper than 64. The JSON library parses without recursion, but copies and prints by
// it.
inline bool is_json_too_deep(std::string_view text) {
    constexpr int kMaxDepth = 64;
    int depth = 0;
    bool inside = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (inside) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                inside = false;
        } else if (c == '"') {
            inside = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kMaxDepth) return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

}  // namespace earwitness::feed
