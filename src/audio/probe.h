// What an audio file is, by its bytes and not by its name. Called by pipeline/ after a download and for local
// files. Decodes nothing: the duration is what the container and its index say.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "audio/tags.h"
#include "earwitness/result.h"

namespace earwitness::audio {

struct AudioInfo {
    std::string container;         // libavformat's name: "mp3", "wav", "mov,mp4,m4a,3gp,3g2,mj2", "ogg"
    std::string codec;             // "mp3", "aac", "pcm_s16le", "opus"
    std::int64_t duration_ms = 0;  // 0 where the file does not tell
    int channels = 0;
    int sample_rate = 0;  // Hz
    AudioTags tags;
};

// kNotFound, kIo; kMalformed where no reader finds audio in it (an HTML page, a picture, a cut header);
// kUnsupported where its codec is one that this build cannot decode. Prints nothing.
Result<AudioInfo> probe(const std::filesystem::path& path);

}  // namespace earwitness::audio
