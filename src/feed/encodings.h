// One encoding to UTF-8 by ICU's converters, and a guess where nothing is declared. Used by decode.cc only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace earwitness::feed {

// Upper case, with the names that stand for a larger set replaced as browsers do (GB2312 by GB18030).
std::string canonical_encoding(std::string_view name);

enum class BadBytes { kRefuse, kReplace };

// Nothing where the encoding is unknown, or where bytes are not of it and `bad` says to refuse them. ISO-8859-1
// and US-ASCII are read as Windows-1252, which most documents that claim them are.
std::optional<std::string> to_utf8(std::string_view bytes, const std::string& encoding, BadBytes bad);

// For bytes that declare nothing usable and are not UTF-8: "" where nothing better than Windows-1252 is likely.
std::string guess_encoding(std::string_view bytes);

}  // namespace earwitness::feed
