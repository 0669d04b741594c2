// What an audio file says of itself: tags (ID3, MP4, Vorbis comments, RIFF INFO) and chapters (ID3 CHAP, MP4, Vorbis
// CHAPTERnnn). Called by pipeline/ for files that nothing else tells of. The values are a stranger's: valid UTF-8, one
// line, bounded in length and number; that they are true is not known.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "earwitness/result.h"

struct AVFormatContext;

namespace earwitness::audio {

struct AudioChapter {
    std::int64_t start_ms = 0;
    std::string title;  // never empty
};

struct AudioTags {
    std::string title, artist, album;
    std::string date;                    // as written: "2024", "2024-05-14", anything else
    std::vector<AudioChapter> chapters;  // by time, one a time; none where there is only one: it divides nothing
};

// Reads the file's head alone (in MP4 also its index), so that a folder of thousands is quick. Errors as of probe(),
// but a head without sound in it gives what it says.
Result<AudioTags> read_tags(const std::filesystem::path& path);

// Internal to audio/: of an open file.
AudioTags tags_of(const AVFormatContext& format);

}  // namespace earwitness::audio
