// Finds names in a document and says of which type each is: a linear-chain CRF over hashed features (docs/entities.md),
// trained by training/ner_train.cc with the very feature code of this folder. Called by extract_entities; knows
// nothing of other mentions' types (groups.h and organisations.h do). Immutable, any number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "analysis/document.h"
#include "analysis/entities/crf.h"
#include "analysis/entities/model_file.h"
#include "analysis/entities/reading.h"
#include "earwitness/findings.h"
#include "earwitness/result.h"

namespace earwitness::analysis::entities {

struct TypedSpan {
    Span span;
    EntityType type = EntityType::kOrg;
    float confidence = 0;                            // 0..1, probability of `type` given that this is a name
    std::array<float, kEntityTypes> probability{};   // of each type, indexed by EntityType; sums to 1
    std::uint32_t first_token = 0, token_count = 0;  // of Document::tokens
};

class Tagger {
  public:
    // `model` must outlive the tagger and holds the sections that the trainer wrote. kCorrupt names what is missing.
    static Result<Tagger> load(const ModelFile& model);

    // Appends the names, sorted, never overlapping, none across a sentence's end. Linear time.
    void tag(const Document& document, std::vector<TypedSpan>& out) const;
    // The same on a reading that the caller keeps, for its tokens.
    void tag(const Reading& reading, const std::vector<text::Token>& tokens, std::vector<TypedSpan>& out) const;
    Reading read(const Document& document) const;

    const Lexicon& lexicon() const { return *lexicon_; }

  private:
    friend class Scorer;
    std::shared_ptr<const Lexicon> lexicon_;
    const std::int8_t* rows_ = nullptr;  // 2^bits_ rows of kLanes
    int bits_ = 0;
    double unit_ = 1;  // natural-log units of one step of a row
    Transitions transitions_;
};

}  // namespace earwitness::analysis::entities
