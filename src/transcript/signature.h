// What a file is that is no transcript, by its first bytes: so that a message can name it. Internal to transcript/.
#pragma once

#include <string_view>

namespace earwitness::transcript {

struct Signature {
    std::string_view what;  // "a picture (PNG)"; "" where the bytes are of nothing that is known here
    bool is_audio = false;  // or video with sound: words can be heard in it
};

// `bytes` as they are in the file, not decoded. Nothing that begins so can be read as text.
Signature find_signature(std::string_view bytes);

}  // namespace earwitness::transcript
