// One question to a model: answered from what was kept on the disk, else asked for within what is allowed and kept.
// Internal to llm/. Threads: any number may ask at once.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <string_view>

#include "llm/reading.h"

namespace earwitness::llm {

struct Asking {
    std::string_view version;  // of the question's form; part of the answer's name
    std::string system, prompt;
    nlohmann::json schema;
    std::int64_t tokens = 0;  // estimate of the whole question
};

struct Answered {
    std::optional<nlohmann::json> value;  // obeys the schema
    std::optional<Error> error;
    bool kept = false;
    std::int64_t tokens_in = 0, tokens_out = 0;
};

class Asker {
  public:
    // All must outlive it. The model may be null where only is_kept() is asked.
    Asker(LanguageModel* model, const ReadingOptions& options) : model_(model), options_(options) {}

    // Neither value nor error where an earlier failure or the user has ended the asking.
    Answered ask(const Asking& asking);
    bool is_kept(const Asking& asking) const { return find(asking).has_value(); }

  private:
    Result<Answer> paid(const Asking& asking);  // one request, within what is allowed
    std::optional<nlohmann::json> find(const Asking& asking) const;
    Status keep(const Asking& asking, const nlohmann::json& value) const;
    // Named by all that an answer depends on.
    std::filesystem::path file_of(const Asking& asking) const;

    LanguageModel* model_;
    const ReadingOptions& options_;
    std::atomic<bool> over_{false};  // the budget, the user, or a server that will not have us
};

}  // namespace earwitness::llm
