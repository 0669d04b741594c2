// What every stage is given: the archive, the network, the engine, the time and the user's settings. Plain
// references; cli/ owns what they point to, tests put doubles in their place.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "earwitness/engine.h"
#include "fetch/http.h"
#include "llm/model.h"
#include "pipeline/llm_budget.h"
#include "pipeline/settings.h"
#include "pipeline/speech_budget.h"
#include "speech/engine.h"
#include "store/archive.h"

namespace earwitness::pipeline {

// How far a long command has come, for people.
struct Progress {
    std::size_t done = 0, total = 0;  // total 0: nobody knows how much there is
    std::string_view what;            // the show or episode that was finished last, or that is begun
};

struct Services {
    store::Archive& archive;
    fetch::HttpClient& http;
    base::Clock& clock;
    Settings settings;
    const Engine* engine = nullptr;  // null where nothing is analysed (add, update)
    // A new speech engine, for one episode; empty where none is configured: episodes without a transcript wait.
    std::function<Result<std::unique_ptr<speech::SpeechEngine>>()> make_speech_engine;
    SpeechBudget* speech_budget = nullptr;  // null = no limit
    // The language model that run_llm asks; empty where none is configured.
    std::function<Result<std::unique_ptr<llm::LanguageModel>>()> make_language_model;
    LlmBudget* llm_budget = nullptr;  // null = no limit
    const std::atomic<bool>* cancelled = nullptr;
    std::function<void(const Progress&)> progress;  // may be empty; called by one thread at a time

    // The same over another connection to the archive.
    Services on(store::Archive& other) const {
        Services out{other, http, clock, settings};
        out.engine = engine;
        out.make_speech_engine = make_speech_engine;
        out.speech_budget = speech_budget;
        out.cancelled = cancelled;
        return out;
    }
    bool is_cancelled() const { return cancelled != nullptr && cancelled->load(); }
};

}  // namespace earwitness::pipeline
