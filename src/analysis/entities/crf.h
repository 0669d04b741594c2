// The linear-chain part of the tagger: labels, the scores of a row of the weight table, and the best label sequence of
// a run of candidate tokens between tokens that are certainly outside.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "analysis/entities/reading.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::entities {

// 0 outside, 1 + 2t begins a name of type t, 2 + 2t goes on with it; 15 is padding.
inline constexpr int kLabels = 1 + 2 * kEntityTypes;
inline constexpr int kLanes = 16;
inline constexpr int kOutsideLabel = 0;
constexpr int begin_label(int type) { return 1 + 2 * type; }
constexpr int inside_label(int type) { return 2 + 2 * type; }
constexpr bool is_inside_label(int label) { return label > 0 && label % 2 == 0; }
constexpr bool may_follow(int before, int label) {
    return !is_inside_label(label) || before == label || before == label - 1;
}

using Scores = std::array<std::int32_t, kLanes>;

// Transition scores by the form of the token that is entered: [form][label][label before], in the units of the rows.
struct Transitions {
    std::array<std::array<std::array<std::int32_t, kLanes>, kLanes>, kForms> score{};
};

// The labels of a run with the highest sum; ties go to the lower label. Integer arithmetic, so the same everywhere.
void best_labels(const std::vector<Scores>& emissions, const std::vector<Form>& forms, const Transitions& transitions,
                 std::vector<std::uint8_t>& labels);

}  // namespace earwitness::analysis::entities
