#include <gtest/gtest.h>

#include <set>

#include "analysis/sentence_features.h"

namespace earwitness::analysis {
namespace {

// One at each end of every block of the list: a name too many or too few shifts all behind it.
TEST(FeatureNames, StandInTheOrderOfTheShapes) {
    const struct {
        Shape shape;
        const char* name;
    } kCases[] = {
        {Shape::kBias, "bias"},
        {Shape::kQuestion, "question"},
        {Shape::kStartsQuestionWord, "starts_question_word"},
        {Shape::kNameIsA, "name_is_a"},
        {Shape::kFutureThird, "future_third"},
        {Shape::kUnmetNeed, "unmet_need"},
        {Shape::kQuantities, "quantities"},
        {Shape::kTwoQuantities, "two_quantities"},
        {Shape::kTurnFirst, "turn_first"},
        {Shape::kNearEnds, "near_ends"},
        {Shape::kPreviousShow, "previous_show"},
        {Shape::kFutureSubordinate, "future_subordinate"},
        {Shape::kProblemNegated, "problem_negated"},
        {Shape::kAdviceClause, "advice_clause"},
    };
    for (const auto& [shape, name] : kCases) EXPECT_EQ(feature_name(static_cast<std::size_t>(shape)), name);
}

TEST(FeatureNames, AreThereForAllAndForNoTwoTheSame) {
    std::set<std::string> names;
    for (std::size_t f = 0; f < kFeatures; ++f) {
        const std::string name = feature_name(f);
        EXPECT_FALSE(name.empty()) << f;
        EXPECT_TRUE(names.insert(name).second) << name;
        EXPECT_EQ(name.starts_with("cue_"), f >= kShapes) << name;
    }
    EXPECT_EQ(feature_name(kShapes + static_cast<std::size_t>(Cue::kFuture)),
              "cue_" + std::string(cue_name(Cue::kFuture)));
}

}  // namespace
}  // namespace earwitness::analysis
