// The library's front door: a transcript in, findings out. An Engine owns the loaded models, is
// immutable after create() and may be used from any number of threads at once. It never touches the
// network, the clock, the environment or the archive; the same input gives the same bytes.
#pragma once

#include <memory>
#include <string>

#include "earwitness/findings.h"
#include "earwitness/result.h"

namespace earwitness {

inline constexpr std::string_view kVersion = "0.1.0";
inline constexpr std::string_view kProducer = "earwitness 0.1.0";

struct EngineOptions {
    std::string model_dir;       // "" = the models built into the program
    std::string knowledge_text;  // the user's knowledge file (docs/knowledge.md), its text; may be ""
};

class Engine {
  public:
    // Errors: kCorrupt for a truncated or foreign model file, kMalformed for a knowledge text.
    static Result<Engine> create(const EngineOptions& options = {});

    // Analyses one episode. Cannot fail: a transcript in which nothing is found gives empty lists.
    Analysis analyze(Transcript transcript, EpisodeMeta meta) const;

    // A hash of everything in this engine that an analysis depends on: version, models, knowledge.
    const std::string& fingerprint() const;

    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;
    ~Engine();

  private:
    struct Parts;
    explicit Engine(std::unique_ptr<const Parts> parts);
    std::unique_ptr<const Parts> parts_;
};

}  // namespace earwitness
