// UTF-8: checking, decoding, mending. Decoding assumes valid text (a Transcript's always is).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace earwitness::text {

// The length of the longest valid prefix; text.size() where all of it is valid.
std::size_t valid_utf8_prefix(std::string_view text);
inline bool is_valid_utf8(std::string_view text) { return valid_utf8_prefix(text) == text.size(); }

// Invalid bytes become U+FFFD, one for each maximal broken sequence (Unicode 3.9, table 3-8's practice).
std::string repair_utf8(std::string_view text);

// True where `at` does not cut a character (0 and size() never do).
inline bool is_boundary(std::string_view text, std::size_t at) {
    return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

// The code point at `at` of valid text; moves `at` behind it.
char32_t next_code_point(std::string_view text, std::size_t& at);

void append_utf8(char32_t code_point, std::string& out);

// Unicode White_Space.
bool is_space(char32_t code_point);

// Without white space (Unicode's) at both ends.
std::string_view trimmed(std::string_view text);

// Lower case by Unicode's simple mapping. Only where the lengths stay equal is it a map of offsets, so spans
// must never be computed on its result: it is for keys and comparison.
std::string lower(std::string_view text);

// Windows-1252 (which includes Latin-1's printable part) to UTF-8, for bytes that declare nothing better.
std::string from_windows_1252(std::string_view bytes);

}  // namespace earwitness::text
