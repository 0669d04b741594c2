// What the words around a name say of its type, learnt from names of one certain type in raw talk ("works at X", "push
// it to X", "the X protocol"). The name's own words are not looked at, so that a company and its product of the same
// name can be told apart, and an abbreviation that is a technical term from an organisation. Written by
// training/ner/contexts_train.cc with the very features of this file.
#pragma once

#include <array>
#include <cstdint>

#include "analysis/entities/features.h"
#include "analysis/entities/model_file.h"
#include "analysis/entities/reading.h"
#include "analysis/entities/tagger.h"
#include "earwitness/result.h"

namespace earwitness::analysis::entities {

// The entity types, and behind them the technical term, which is no name.
inline constexpr std::size_t kContextClasses = kEntityTypes + 1;
inline constexpr std::size_t kTermClass = kEntityTypes;

// Natural-log odds of each class against an even choice.
using Evidence = std::array<float, kContextClasses>;

// Features of the tokens around [first, first + count) of `sentence`, as hashes.
template <class Sink>
void context_features(const Reading& reading, const TokenRange& sentence, std::uint32_t first, std::uint32_t count,
                      Sink&& sink) {
    static const Word kOutside;
    const std::uint32_t end = sentence.first + sentence.count;
    const auto at = [&](std::int64_t t) -> const Word& {
        return t < sentence.first || t >= end ? kOutside : reading.word(static_cast<std::size_t>(t));
    };
    const auto before = [&](int n) -> const Word& { return at(static_cast<std::int64_t>(first) - n); };
    const auto after = [&](int n) -> const Word& { return at(static_cast<std::int64_t>(first) + count - 1 + n); };
    const auto add = [&](std::uint32_t name, std::uint64_t value) { sink(feature_hash(value, 9000 + name)); };
    for (std::uint32_t n = 1; n <= 3; ++n) {
        const int distance = static_cast<int>(n);
        const Word &left = before(distance), &right = after(distance);
        add(n, left.lower);
        add(n + 3, right.lower);
        if (left.cluster != kNoCluster) add(n + 6, left.cluster_256);
        if (right.cluster != kNoCluster) add(n + 9, right.cluster_256);
        for (std::uint64_t cues = left.cues; cues != 0; cues &= cues - 1) add(n + 12, cues & (~cues + 1));
        for (std::uint64_t cues = right.cues; cues != 0; cues &= cues - 1) add(n + 15, cues & (~cues + 1));
        for (std::uint64_t lists = left.lists; lists != 0; lists &= lists - 1) add(n + 18, lists & (~lists + 1));
        for (std::uint64_t lists = right.lists; lists != 0; lists &= lists - 1) add(n + 21, lists & (~lists + 1));
    }
    add(31, both(before(2).lower, before(1).lower));
    add(32, both(after(1).lower, after(2).lower));
    add(33, both(before(1).lower, after(1).lower));
    add(34, both(both(before(3).lower, before(2).lower), before(1).lower));
    add(35, both(both(after(1).lower, after(2).lower), after(3).lower));
    add(36, both(before(2).cluster_64, before(1).cluster_256));
    add(37, both(after(1).cluster_256, after(2).cluster_64));
    add(38, static_cast<std::uint64_t>(after(1).form));
    add(39, static_cast<std::uint64_t>(before(1).form));
    for (int n = 4; n <= 8; ++n) {
        if (before(n).form == Form::kLower) add(40, before(n).cluster_256);
        if (after(n).form == Form::kLower) add(41, after(n).cluster_256);
    }
    add(42, 0);
}

class ContextTyper {
  public:
    // `model` must outlive it. kCorrupt where the section is missing or of no possible size.
    static Result<ContextTyper> load(const ModelFile& model);

    Evidence evidence(const Reading& reading, const TypedSpan& name) const;

  private:
    const std::int8_t* rows_ = nullptr;  // 2^bits_ rows of kContextClasses
    int bits_ = 0;
    float unit_ = 1;
};

}  // namespace earwitness::analysis::entities
