#include "text/plain_line.h"

#include "text/utf8.h"

namespace earwitness::text {
namespace {

bool is_blank(char32_t c) { return is_space(c) || c < 0x20 || (c >= 0x7F && c < 0xA0); }

bool is_dropped(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || (c >= 0xFDD0 && c <= 0xFDEF) ||
           (c & 0xFFFE) == 0xFFFE;
}

}  // namespace

std::string plain_line(std::string_view text, std::size_t max_bytes) {
    std::string out;
    std::size_t last_gap = 0;
    bool gap = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t c = next_code_point(text, at);
        if (is_dropped(c)) continue;
        if (is_blank(c)) {
            gap = !out.empty();
            continue;
        }
        if (max_bytes > 0 && out.size() + (gap ? 1 : 0) + (at - from) > max_bytes) {
            out.resize(gap ? out.size() : last_gap > max_bytes / 2 ? last_gap : out.size());
            return out + "\xE2\x80\xA6";
        }
        if (gap) {
            last_gap = out.size();
            out += ' ';
        }
        gap = false;
        out.append(text.substr(from, at - from));
    }
    return out;
}

}  // namespace earwitness::text
