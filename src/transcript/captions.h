// Cuts a transcript into captions: short enough to read, each with a start and an end, sorted. Internal to
// transcript/; the WebVTT and SubRip writers stand on it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "earwitness/transcript.h"

namespace earwitness::transcript {

struct Caption {
    std::int64_t start_ms = 0;
    std::int64_t end_ms = 0;  // after start_ms
    int speaker = kNoSpeaker;
    std::string text;  // one line, white space squeezed, never empty
};

struct Captions {
    std::vector<Caption> list;
    bool estimated = false;  // some segment had no time: the times of its captions are guessed from its length
};

Captions cut_captions(const Transcript& transcript);

// The caption's words on two lines of like length where they are too long for one.
std::string wrapped(const std::string& line);

}  // namespace earwitness::transcript
