// How much audio one run may give to a transcription engine, in minutes and in money; and what it would come to.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>

#include "earwitness/result.h"
#include "pipeline/settings.h"

namespace earwitness::pipeline {

class SpeechBudget {
  public:
    explicit SpeechBudget(const SpeechSettings& settings) : settings_(settings) {}

    // Takes so much before it is spent; kRefused says which limit would be passed. Any thread.
    Status take(std::int64_t ms);
    std::int64_t taken_ms() const;

    // "2 h 10 min of audio, about 0.78 of at most 5.00".
    static std::string estimate(std::int64_t ms, const SpeechSettings& settings);

  private:
    const SpeechSettings settings_;
    mutable std::mutex lock_;
    std::int64_t taken_ms_ = 0;
};

}  // namespace earwitness::pipeline
