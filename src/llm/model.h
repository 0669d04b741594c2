// A language model behind one interface: a question and a schema in, JSON that obeys the schema out. What a server says
// of itself is not believed: every answer is checked here, whatever the server promised. Used by reading.h;
// providers.cc makes the real ones.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "earwitness/result.h"
#include "fetch/http.h"

namespace earwitness::llm {

struct ModelOptions {
    std::string provider;  // "openai" (chat completions: llama.cpp, Ollama, vLLM, OpenRouter, OpenAI) or "anthropic"
    std::string url;       // .../v1/chat/completions or .../v1/messages
    std::string model;
    std::string key;  // "" = none; never printed
    std::int64_t timeout_s = 300;
    std::int64_t context_tokens = 8'192;  // of the model: question and answer together
    std::int64_t answer_tokens = 1'500;   // at most, of an answer
};

struct Question {
    std::string system, user;
    nlohmann::json schema;
    const std::atomic<bool>* cancelled = nullptr;
};

struct Answer {
    nlohmann::json value;                        // obeys the schema
    std::int64_t tokens_in = 0, tokens_out = 0;  // as the server counts, 0 where it does not
};

// Threads: ask() may be called by any number at once.
class LanguageModel {
  public:
    virtual ~LanguageModel() = default;
    // kMalformed: an answer that is no JSON, breaks the schema, or was cut off; others as fetch::HttpClient::post().
    virtual Result<Answer> ask(const Question& question) = 0;
};

// kInvalidArgument names the setting that is missing. `http` must outlive the model.
Result<std::unique_ptr<LanguageModel>> create_model(const ModelOptions& options, fetch::HttpClient& http);

// Whether the value obeys the schema, of which type, properties, required, items, maxItems, maxLength and enum are
// known; properties that the schema does not name are refused. kMalformed says where and what.
Status check_schema(const nlohmann::json& value, const nlohmann::json& schema, const std::string& where = "answer");

}  // namespace earwitness::llm
