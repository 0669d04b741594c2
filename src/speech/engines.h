// The engines that there are, by name. One file makes each; this one knows them all.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "fetch/http.h"
#include "speech/engine.h"

namespace earwitness::speech {

struct EngineOptions {
    std::string engine;         // "http", "whisper" or "pocketsphinx"; "" = none
    std::string url;            // http: of a whisper.cpp server's /inference, or of .../v1/audio/transcriptions
    std::string model;          // http: the model's name where the server wants one; whisper: path of the model's file
    std::string authorization;  // http: "Bearer ...", "" = none
    std::int64_t timeout_s = 1'200;  // http: for one piece
    std::int64_t piece_s = 0;        // seconds a piece, 0 = what suits the engine
    int threads = 1;                 // whisper
};

// kInvalidArgument (no such engine, an option missing), kUnsupported (not in this build, its model is not installed):
// each with the remedy. `http` must outlive the engine.
Result<std::unique_ptr<SpeechEngine>> create_engine(const EngineOptions& options, fetch::HttpClient& http);

// What `doctor` says: each engine, whether it could be used here, and what to do about it if not.
struct EngineState {
    std::string name, state, remedy;
    bool usable = false;
};
std::vector<EngineState> engine_states();

// Internal to speech/: one maker a file.
Result<std::unique_ptr<SpeechEngine>> create_http_engine(const EngineOptions& options, fetch::HttpClient& http);
Result<std::unique_ptr<SpeechEngine>> create_pocketsphinx_engine(const EngineOptions& options);
Result<std::unique_ptr<SpeechEngine>> create_whisper_engine(const EngineOptions& options);
bool has_whisper();
bool has_pocketsphinx_model();

}  // namespace earwitness::speech
