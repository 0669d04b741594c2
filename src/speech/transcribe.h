// A whole recording to a Transcript: decoded, cut in pauses, given to an engine piece by piece, put together, freed of
// what recognisers invent. Memory is that of one piece, however long the recording. Each finished piece is kept in
// `work` under the hash of its sound and of the engine, so that a killed run asks for no piece again.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>

#include "earwitness/result.h"
#include "earwitness/transcript.h"
#include "speech/engine.h"

namespace earwitness::speech {

struct TranscribeOptions {
    std::string language;        // BCP 47 hint, "" = the engine finds out
    std::filesystem::path work;  // folder for finished pieces, made where missing; "" = keep none
    // Asked before a piece of so many milliseconds is given to the engine (not for one that was kept); a failure ends
    // the work with that failure. May be empty.
    std::function<Status(std::int64_t ms)> allow;
    std::function<void(std::int64_t done_ms)> progress;  // may be empty
    const std::atomic<bool>* cancelled = nullptr;
};

// Errors of audio/decode.h and of the engine; kMalformed where nobody speaks in the recording; kCancelled.
Result<Transcript> transcribe(const std::filesystem::path& audio, SpeechEngine& engine,
                              const TranscribeOptions& options);

}  // namespace earwitness::speech
