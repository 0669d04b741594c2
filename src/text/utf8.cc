#include "text/utf8.h"

#include <unicode/uchar.h>

#include <array>
#include <cstring>

namespace earwitness::text {
namespace {

// The length of the valid sequence at `at`, or 0; `broken` is then the length of the maximal broken part.
std::size_t sequence_at(std::string_view text, std::size_t at, std::size_t& broken) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    broken = 1;
    if (first < 0x80) return 1;
    // Unicode 15, table 3-7: the second byte's range depends on the first; the rest are 80..BF.
    unsigned char low = 0x80, high = 0xBF;
    std::size_t length = 0;
    if (first >= 0xC2 && first <= 0xDF)
        length = 2;
    else if (first >= 0xE0 && first <= 0xEF)
        length = 3;
    else if (first >= 0xF0 && first <= 0xF4)
        length = 4;
    else
        return 0;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
    for (std::size_t i = 1; i < length; ++i) {
        if (at + i >= text.size() || byte(at + i) < low || byte(at + i) > high) {
            broken = i;
            return 0;
        }
        low = 0x80;
        high = 0xBF;
    }
    return length;
}

// Behind the eight-byte groups from `at` on that are all ASCII.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t group = 0;
        std::memcpy(&group, text.data() + at, 8);
        if ((group & 0x8080808080808080u) != 0) break;
    }
    return at;
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view text) {
    std::size_t at = 0, broken = 0;
    while (at < text.size()) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            at = skip_ascii(text, at + 1);
            continue;
        }
        const std::size_t length = sequence_at(text, at, broken);
        if (length == 0) return at;
        at += length;
    }
    return at;
}

std::string repair_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0, broken = 0;
    while (at < text.size()) {
        const std::size_t length = sequence_at(text, at, broken);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            at += broken;
        } else {
            out.append(text, at, length);
            at += length;
        }
    }
    return out;
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
    const unsigned char first = byte(at);
    if (first < 0x80) {
        at += 1;
        return first;
    }
    if (first < 0xE0) {
        const char32_t point = static_cast<char32_t>((first & 0x1F) << 6 | (byte(at + 1) & 0x3F));
        at += 2;
        return point;
    }
    if (first < 0xF0) {
        const char32_t point =
            static_cast<char32_t>((first & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F));
        at += 3;
        return point;
    }
    const char32_t point = static_cast<char32_t>((first & 0x07) << 18 | (byte(at + 1) & 0x3F) << 12 |
                                                 (byte(at + 2) & 0x3F) << 6 | (byte(at + 3) & 0x3F));
    at += 4;
    return point;
}

void append_utf8(char32_t c, std::string& out) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

bool is_space(char32_t c) {
    if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

std::string_view trimmed(std::string_view text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t next = begin;
        if (!is_space(next_code_point(text, next))) break;
        begin = next;
    }
    std::size_t end = text.size();
    while (end > begin) {
        std::size_t start = end - 1;
        while (start > begin && !is_boundary(text, start)) --start;
        std::size_t at = start;
        if (!is_space(next_code_point(text, at))) break;
        end = start;
    }
    return text.substr(begin, end - begin);
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::size_t at = 0;
    for (; at < text.size() && static_cast<unsigned char>(text[at]) < 0x80; ++at)
        if (text[at] >= 'A' && text[at] <= 'Z') out[at] = static_cast<char>(text[at] + 32);
    out.resize(at);  // all of it, as a rule
    while (at < text.size()) {
        const unsigned char byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            out += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
            ++at;
        } else {
            append_utf8(static_cast<char32_t>(u_tolower(static_cast<UChar32>(next_code_point(text, at)))), out);
        }
    }
    return out;
}

std::string from_windows_1252(std::string_view bytes) {
    // 0x80..0x9F by the WHATWG encoding standard's index; the rest is Latin-1.
    static constexpr std::array<char16_t, 32> kHigh = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                       0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        append_utf8(byte >= 0x80 && byte < 0xA0 ? kHigh[byte - 0x80] : byte, out);
    }
    return out;
}

}  // namespace earwitness::text
