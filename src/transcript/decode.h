// Bytes of unknown encoding to UTF-8. Internal to transcript/.
#pragma once

#include <string>
#include <string_view>

#include "transcript/oddities.h"

namespace earwitness::transcript {

// A byte-order mark decides; then UTF-16 without one is recognised by its zero bytes; valid UTF-8 stays as it is; for
// the rest ICU guesses among the encodings that subtitles are really found in. Broken bytes become U+FFFD. The result
// is a view of `bytes` where nothing had to be changed, else of `storage`.
std::string_view decode_text(std::string_view bytes, std::string& storage, Oddities& odd);

}  // namespace earwitness::transcript
