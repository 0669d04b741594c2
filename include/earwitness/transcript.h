// A transcript: immutable UTF-8 text plus timed, speaker-labelled segments, named by the SHA-256 of
// its text. Made by transcript/ (readers) and speech/ (engines); read by everyone; changed by none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "earwitness/span.h"

namespace earwitness {

inline constexpr int kNoSpeaker = -1;

struct Speaker {
    std::string id;    // "s0", "s1", ... in order of first appearance
    std::string name;  // as the source labels them ("Adam Stacoviak", "SPEAKER_01"); never invented
};

// A stretch of text by one speaker, in text order; segments never overlap in text. Neither begins
// nor ends in white space. Between two segments stands what nobody said: a line break where a reader made
// the text, and also headings, speaker labels and time stamps where a text file is kept byte for byte.
// Analysis looks inside segments only. Times are milliseconds from the start of the audio, absent where the source has
// none.
struct Segment {
    Span span;
    std::optional<std::int64_t> start_ms;
    std::optional<std::int64_t> end_ms;
    int speaker = kNoSpeaker;  // index into Transcript::speakers
};

// A word whose own time is known (whisper, Deepgram and others give it).
struct TimedWord {
    Span span;
    std::int64_t start_ms = 0;
    std::int64_t end_ms = 0;
    float confidence = -1;  // 0..1, -1 where the source has none
};

struct Transcript {
    std::string text;      // valid UTF-8
    std::string sha256;    // lower-case hex of the text's bytes
    std::string language;  // BCP 47, "" where unknown
    std::string format;    // the reader's name: "vtt", "srt", "podcast-json", "whisper-json", "text"...
    std::vector<Speaker> speakers;
    std::vector<Segment> segments;
    std::vector<TimedWord> words;  // sorted by span, may be empty
};

}  // namespace earwitness
