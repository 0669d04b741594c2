// How many tokens one run may give to a language model, in tokens and in money; and what it would come to. Counted by
// estimates that are taken before a request is made, so that a limit is never passed.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "earwitness/result.h"
#include "pipeline/settings.h"

namespace earwitness::pipeline {

class LlmBudget {
  public:
    explicit LlmBudget(const LlmSettings& settings) : settings_(settings) {}

    // Takes so much before it is spent; kRefused says which limit would be passed. Any thread.
    Status take(std::int64_t tokens_in, std::int64_t tokens_out);
    // Nothing more is to be had of this run: the server is not there. From now on take() fails with `why`.
    void close(const Error& why);

    // "at most 12 requests, 31000 tokens in and 18000 out, about 0.12 (at most 5.00 a run)".
    static std::string estimate(std::size_t requests, std::int64_t tokens_in, std::int64_t tokens_out,
                                const LlmSettings& settings);

  private:
    const LlmSettings settings_;
    std::mutex lock_;
    std::int64_t in_ = 0, out_ = 0;
    std::optional<Error> closed_;
};

}  // namespace earwitness::pipeline
