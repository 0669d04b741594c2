// What turns a piece of audio into words: the interface that every engine has, and what they give. Engines know
// nothing of files, archives or episodes: transcribe.h cuts the audio, asks them and puts the answers together.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "earwitness/result.h"

namespace earwitness::speech {

// Times are milliseconds from the start of the piece; engines may answer anything, stitch.h makes it sane.
struct HeardWord {
    std::string text;  // a whole word with its punctuation, no white space
    std::optional<std::int64_t> start_ms, end_ms;
    float confidence = -1;  // 0..1, -1 where the engine has none
};

struct HeardSegment {
    std::string text;
    std::optional<std::int64_t> start_ms, end_ms;
    std::string speaker;           // "" where the engine knows none
    std::vector<HeardWord> words;  // may be empty
};

struct Heard {
    std::string language;  // BCP 47 where the engine's word for it is known, else ""
    std::vector<HeardSegment> segments;
};

struct Piece {
    std::span<const float> samples;  // mono, 16 kHz, [-1, 1]
    std::string language;            // a hint, "" = find out
    const std::atomic<bool>* cancelled = nullptr;
    std::span<const char> voice;  // one entry for each 10 ms: 1 where there is voice; empty = not looked for
};

struct EngineIdentity {
    std::string engine, model, version;
    bool draft = false;               // see Hearing::draft
    std::int64_t piece_ms = 300'000;  // no longer piece should be given
};

// Threads: hear() may be called by one thread at a time; make an engine a worker.
class SpeechEngine {
  public:
    virtual ~SpeechEngine() = default;
    virtual const EngineIdentity& identity() const = 0;
    // kNetwork, kUnavailable (ask again later); kRefused, kMalformed, kUnsupported (asking again is of no use);
    // kCancelled.
    virtual Result<Heard> hear(const Piece& piece) = 0;
};

}  // namespace earwitness::speech
