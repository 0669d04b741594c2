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
    bool time_heard = false;   // the times are not the source's: a program's hearing of the audio lent them
};

// A word whose own time is known (whisper, Deepgram and others give it).
struct TimedWord {
    Span span;
    std::int64_t start_ms = 0;
    std::int64_t end_ms = 0;
    float confidence = -1;  // 0..1, -1 where the source has none
};

// A stretch of the audio that the words may not be trusted about, or that has none.
struct HearingWarning {
    std::string kind;  // "gap": speech without words; "loop": a stuck repetition, left out but for its first round;
                       // "silence": words where nobody speaks, left out
    std::int64_t start_ms = 0;
    std::int64_t end_ms = 0;
};

// Who turned the audio into words, where a program did it (speech/); a publisher's transcript has none.
struct Hearing {
    std::string engine;                    // "whisper.cpp-server", "openai", "pocketsphinx", "whisper.cpp"
    std::string model;                     // as the engine calls it, "" where it does not say
    std::string version;                   // of the engine, "" where it does not say
    bool draft = false;                    // too weak to be published without saying so
    std::int64_t speech_ms = 0;            // how much of the audio is speech, by voice activity
    std::int64_t worded_ms = 0;            // how much of that has words
    std::vector<HearingWarning> warnings;  // by time
    // The words are the publisher's, this program only found when they were said: `words_matched` of `words` were
    // heard, and a "gap" is a stretch of which it heard words that the publisher does not give.
    bool times_only = false;
    std::int64_t words = 0;
    std::int64_t words_matched = 0;
};

struct Transcript {
    std::string text;      // valid UTF-8
    std::string sha256;    // lower-case hex of the text's bytes
    std::string language;  // BCP 47, "" where unknown
    std::string format;    // the reader's name: "vtt", "srt", "podcast-json", "whisper-json", "text"...
    std::vector<Speaker> speakers;
    std::vector<Segment> segments;
    std::vector<TimedWord> words;    // sorted by span, may be empty
    std::optional<Hearing> hearing;  // where a program heard it
};

}  // namespace earwitness
