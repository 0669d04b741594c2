// earwitness.toml of an archive (docs/archive.md lists every key): what the user decided once. Read by cli/, used by
// the stages. A key or section that is not known is an error, not a silence: it is a typing mistake.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "earwitness/result.h"
#include "fetch/http.h"

namespace earwitness::pipeline {

// [speech]: who turns audio into words where the publisher gives none, and how much of that a run may do.
struct SpeechSettings {
    std::string engine;     // "http", "whisper", "pocketsphinx"; "" = none: such episodes wait
    std::string url;        // http: the server's address
    std::string model;      // http: a name; whisper: a file
    std::string language;   // "" = the show's, else found out
    std::string key_env;    // http: the environment variable with the key; the key itself never stands in the file
    std::string key;        // what cli/ found there
    bool channels = false;  // two people, one on each channel of stereo audio
    std::int64_t timeout_seconds = 1'200;  // for one piece
    std::int64_t piece_seconds = 0;        // 0 = what suits the engine
    std::int64_t max_minutes = 0;          // of audio a run, 0 = no limit
    bool fill_times = true;                // also hear what has a transcript without times, for the times alone
    double price_per_hour = 0;             // of audio, in whatever currency
    double max_cost = 0;                   // a run, 0 = no limit
};

// [llm]: the language model that may add to findings, and how much of that a run may do.
struct LlmSettings {
    std::string provider;  // "openai" or "anthropic"; "" = none
    bool read = false;     // every run and watch reads what is due with it; else only `run --llm` does
    std::string url;
    std::string model;
    std::string key_env;  // the environment variable with the key; the key itself never stands in the file
    std::string key;      // what cli/ found there
    std::int64_t timeout_seconds = 300;
    std::int64_t context_tokens = 8'192;
    std::int64_t answer_tokens = 1'500;
    std::int64_t max_tokens = 0;         // a run, 0 = no limit
    double price_in = 0, price_out = 0;  // of a million tokens, in whatever currency
    double max_cost = 0;                 // a run, 0 = no limit
};

// [queue]: where several machines share the work (docs/workers.md).
struct QueueSettings {
    std::string url;                     // of the broker; "" = none
    std::string stream = "earwitness";   // its name there
    std::int64_t ack_wait_seconds = 60;  // a worker that is not heard of for so long is taken for dead
    std::int64_t max_tries = 5;          // what its workers never came to an end with is given up after so many
};

struct Settings {
    bool allow_private = false;     // [fetch] allow_private: feeds may point into the user's own network
    bool keep_audio = false;        // keep_audio: download every episode's audio, not only what must be transcribed
    std::int64_t max_media_mb = 0;  // max_media_mb: kept and unfinished audio together, 0 = what the disk has
    SpeechSettings speech;
    LlmSettings llm;
    QueueSettings queue;
    std::string user_agent = std::string(fetch::kUserAgent);  // [fetch] user_agent
    std::string proxy;                                        // [fetch] proxy
    std::int64_t min_interval_ms = 500;         // [fetch] min_interval_ms: between two requests to one host
    int max_parallel_per_host = 2;              // [fetch] max_parallel_per_host
    std::int64_t min_update_minutes = 60;       // [update] min_minutes: a feed is never asked more often
    std::int64_t max_update_minutes = 24 * 60;  // [update] max_minutes: ... and never less often
    int max_pages = 100;                        // [update] max_pages: of a paged feed
};

// kMalformed names the line and what is wrong. "" gives the defaults.
Result<Settings> parse_settings(std::string_view toml);

// The file in the archive's folder; the defaults where there is none.
Result<Settings> read_settings(const std::filesystem::path& archive_folder);

fetch::ClientOptions client_options(const Settings& settings);

}  // namespace earwitness::pipeline
