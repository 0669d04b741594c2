// What a library's error says, short: parsers quote the input that they stumbled over, and input (a transcript, a feed)
// has no place in a message. Used wherever an exception's text becomes an Error.
#pragma once

#include <string>
#include <string_view>

namespace earwitness::base {

// Without the quoted input ("last read: ..."), at most 200 bytes, never cut inside a character.
std::string brief(std::string_view what);

}  // namespace earwitness::base
