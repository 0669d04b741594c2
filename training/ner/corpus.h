// Labelled sets as the trainer sees them: CoNLL files rendered to running text as tools/conll_to_jsonl.py does, cut by
// the product's own tokenizer, each token with the set of labels that the annotation allows (partial label sets, unsure
// tokens and alternatives allow several).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/entities/crf.h"
#include "analysis/entities/reading.h"
#include "text/tokens.h"

namespace earwitness::training {

using LabelSet = std::uint16_t;  // bit = label of crf.h
inline constexpr LabelSet kAnyLabel = (1u << analysis::entities::kLabels) - 1;

struct GoldToken {
    std::string text;
    std::string tag;  // "O", "B-ORG", "I-ORG|PRODUCT"
    bool unsure = false;
};

struct GoldDocument {
    std::string name;
    std::vector<std::vector<GoldToken>> sentences;
    LabelSet outside = 1;  // what an O of this set allows
    float weight = 1;
};

struct Text {
    std::string name, text;
    std::vector<text::Token> tokens;
    std::vector<analysis::entities::TokenRange> sentences;
    std::vector<LabelSet> allowed;  // by token
    float weight = 1;
};

enum class Handles { kKeep, kUnsure };  // @names, which one set calls persons

std::vector<GoldDocument> read_conll(const std::string& path, float weight, Handles handles);

enum class Rendering {
    kAsIs,
    kSmall,
    kSmallUnmarked
};  // small: lower case; unmarked: no punctuation, sentences run together

Text render(const GoldDocument& document, Rendering rendering);

}  // namespace earwitness::training
