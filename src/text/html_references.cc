#include "text/html.h"

#include <algorithm>
#include <cstdint>

#include "text/html_entities.h"
#include "text/utf8.h"

namespace earwitness::text {
namespace {

constexpr std::size_t kLongestName = 32;  // "CounterClockwiseContourIntegral" has 31

const HtmlEntity* find_exact(std::string_view name) {
    const HtmlEntity* end = kHtmlEntities + kHtmlEntityCount;
    const HtmlEntity* found =
        std::lower_bound(kHtmlEntities, end, name, [](const HtmlEntity& e, std::string_view n) { return e.name < n; });
    return found != end && found->name == name ? found : nullptr;
}

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

unsigned digit_value(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    return 99;
}

// HTML 13.2.5.80: "&#" at `at`; moves behind it and its semicolon. False where no digit follows.
bool take_numeric(std::string_view text, std::size_t& at, std::string& out) {
    std::size_t end = at + 2;
    unsigned base = 10;
    if (end < text.size() && (text[end] == 'x' || text[end] == 'X')) {
        base = 16;
        ++end;
    }
    const std::size_t first = end;
    char32_t point = 0;
    for (; end < text.size() && digit_value(text[end]) < base; ++end)
        point = std::min<char32_t>(point * base + digit_value(text[end]), 0x110000);
    if (end == first) return false;
    if (point >= 0x80 && point < 0xA0) {
        out += from_windows_1252(std::string(1, static_cast<char>(point)));
    } else if (point == 0 || (point < 0x20 && point != '\t' && point != '\n' && point != '\r')) {
        out += "\xEF\xBF\xBD";
    } else {
        append_utf8(point, out);
    }
    at = end < text.size() && text[end] == ';' ? end + 1 : end;
    return true;
}

// The longest name that HTML knows without a semicolon (&copy2024 is (c)2024).
bool take_bare_name(std::string_view text, std::size_t& at, std::size_t end, std::string& out) {
    for (; end > at + 2; --end) {
        const HtmlEntity* entity = find_exact(text.substr(at + 1, end - at - 1));
        if (entity == nullptr || !entity->without_semicolon) continue;
        // "?a=1&copy=2" is an address, not a sign (13.2.5.73).
        if (end < text.size() && text[end] == '=') return false;
        out += entity->utf8;
        at = end;
        return true;
    }
    return false;
}

bool take_named(std::string_view text, std::size_t& at, std::string& out) {
    std::size_t end = at + 1;
    while (end < text.size() && end - at <= kLongestName && is_alphanumeric(text[end])) ++end;
    if (end < text.size() && text[end] == ';') {
        if (const HtmlEntity* entity = find_exact(text.substr(at + 1, end - at - 1)); entity != nullptr) {
            out += entity->utf8;
            at = end + 1;
            return true;
        }
    }
    // The longest such name has six letters.
    return take_bare_name(text, at, std::min(end, at + 7), out);
}

}  // namespace

std::string_view find_entity(std::string_view name) {
    const HtmlEntity* entity = find_exact(name);
    return entity == nullptr ? std::string_view() : entity->utf8;
}

std::string decode_entities(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t mark = std::min(text.find('&', at), text.size());
        out.append(text, at, mark - at);
        at = mark;
        if (at >= text.size()) break;
        const bool numeric = at + 1 < text.size() && text[at + 1] == '#';
        if (numeric ? take_numeric(text, at, out) : take_named(text, at, out)) continue;
        out += '&';
        ++at;
    }
    return out;
}

}  // namespace earwitness::text
