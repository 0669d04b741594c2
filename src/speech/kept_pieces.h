// Finished pieces of a transcription on the disk, named by what they depend on. Internal to speech/.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "speech/engine.h"

namespace earwitness::speech {

class KeptPieces {
  public:
    // folder "" keeps nothing.
    KeptPieces(std::filesystem::path folder, const EngineIdentity& engine, std::string language)
        : folder_(std::move(folder)), engine_(engine), language_(std::move(language)) {}

    std::string name(std::span<const float> samples) const;
    std::optional<Heard> find(const std::string& name) const;
    Status keep(const std::string& name, const Heard& heard) const;

  private:
    std::filesystem::path folder_;
    const EngineIdentity& engine_;
    std::string language_;
};

}  // namespace earwitness::speech
