// The container of models/ner.bin: a header (magic, format version, payload size, SHA-256 of the payload) and named
// sections. Written by training/, read by the loaders of this folder. Little endian; docs/entities.md describes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"

namespace earwitness::analysis::entities {

inline constexpr std::uint32_t kModelFormat = 1;

class ModelFile {
  public:
    // Keeps views into `bytes`. kRefused: not a model, or another format version; kCorrupt: truncated or altered.
    static Result<ModelFile> parse(std::string_view bytes);

    // The bytes of a section; kCorrupt where the model has none of that name.
    Result<std::string_view> section(std::string_view name) const;

  private:
    struct Section {
        std::string_view name;
        std::string_view bytes;
    };
    std::vector<Section> sections_;
};

class ModelWriter {
  public:
    void add(std::string_view name, std::string bytes) { sections_.push_back({std::string(name), std::move(bytes)}); }
    std::string finish() const;

  private:
    struct Section {
        std::string name;
        std::string bytes;
    };
    std::vector<Section> sections_;
};

}  // namespace earwitness::analysis::entities
