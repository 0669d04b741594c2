// Text as XML can have it. Used by feeds.
#pragma once

#include <string>
#include <string_view>

namespace earwitness::publish {

// Escaped for elements and attributes; control characters and noncharacters, which XML 1.0 cannot write in any way (or
// which nobody should meet), become blanks. `text` is valid UTF-8.
std::string xml_text(std::string_view text);

}  // namespace earwitness::publish
