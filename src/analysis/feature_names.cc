// The names of the features of sentences, as model files and training print them.
#include "analysis/sentence_features.h"

namespace earwitness::analysis {
namespace {

// In the order of Shape.
// clang-format off
constexpr std::string_view kShapeNames[kShapes] = {
    "bias", "length", "short", "long", "question", "ellipsis", "quotation", "starts_with_starter",
    "starts_with_anaphor", "starts_generic", "starts_you", "starts_first", "starts_we", "starts_condition",
    "starts_question_word", "imperative", "inner_imperative", "negative_imperative", "name_is_a", "name_is",
    "pronoun_is_a", "is_hollow_a", "future_third", "future_opinion", "should_generic", "request_first", "could_power",
    "genus_is_a", "problem_kinds", "trend_kinds", "advice_kinds", "opportunity_kinds", "definition_kinds",
    "change_now", "negated_good", "unmet_need", "quantities", "percent", "money", "duration", "multiple", "bytes",
    "count", "scaled", "unitless", "quantity_measured", "quantity_approx", "two_quantities", "first_share",
    "past_share", "long_words", "first_no_stance", "turn_first", "turn_length", "turn_place", "speaker_share",
    "near_ends", "previous_question", "previous_problem", "previous_future", "previous_advice", "previous_trend",
    "previous_quantity", "previous_story", "previous_show", "future_subordinate", "should_subordinate",
    "problem_density", "trend_density", "advice_density", "problem_task", "problem_subordinate", "problem_negated",
    "problem_clause", "trend_clause", "advice_clause", "future_dated", "forecast_own", "advice_own",
};
// clang-format on

}  // namespace

std::string feature_name(std::size_t feature) {
    if (feature < kShapes) return std::string(kShapeNames[feature]);
    return "cue_" + std::string(cue_name(static_cast<Cue>(feature - kShapes)));
}

}  // namespace earwitness::analysis
