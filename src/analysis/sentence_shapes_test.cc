#include "analysis/sentence_shapes.h"

#include <gtest/gtest.h>

#include <string>

#include "analysis/sentence_features.h"
#include "analysis/test_transcript.h"

namespace earwitness::analysis {
namespace {

struct Case {
    const char* text;  // its last sentence is looked at
    Shape shape;
    bool is_there;
};

class Readings {
  public:
    explicit Readings(const std::string& text, const std::vector<Quantity>& quantities = {})
        : transcript_(transcript_of(text)), document_(build_document(transcript_)), readings_(document_, quantities) {}

    bool last_has(Shape shape) const { return readings_.of(document_.sentences.size() - 1).has(shape); }
    float last(Shape shape) const {
        for (const Feature& feature : readings_.of(document_.sentences.size() - 1).features)
            if (feature.index == static_cast<std::uint32_t>(shape)) return feature.value;
        return 0;
    }

  private:
    Transcript transcript_;
    Document document_;
    SentenceReadings readings_;
};

void check(const std::vector<Case>& cases) {
    for (const Case& c : cases)
        EXPECT_EQ(Readings(c.text).last_has(c.shape), c.is_there)
            << feature_name(static_cast<std::size_t>(c.shape)) << " of: " << c.text;
}

TEST(SentenceShapes, ReadHowASentenceBegins) {
    check({{"And we went home.", Shape::kStartsWithStarter, true},
           {"We went home.", Shape::kStartsWithStarter, false},
           {"So, this is it.", Shape::kStartsWithAnaphor, true},
           {"The house is this.", Shape::kStartsWithAnaphor, false},
           {"People will leave.", Shape::kStartsGeneric, true},
           {"So, people will leave.", Shape::kStartsGeneric, true},
           {"It is for people.", Shape::kStartsGeneric, false},
           {"I tell you.", Shape::kStartsFirst, true},
           {"We tell you.", Shape::kStartsWe, true},
           {"If it rains, stay.", Shape::kStartsCondition, true},
           {"Stay if it rains.", Shape::kStartsCondition, false},
           {"What a day.", Shape::kStartsQuestionWord, true}});
}

TEST(SentenceShapes, ReadMarks) {
    check({{"Is it so?", Shape::kQuestion, true},
           {"It is so.", Shape::kQuestion, false},
           {"And then we...", Shape::kEllipsis, true},
           {"And then ... we left.", Shape::kEllipsis, false},
           {"He said \"no\" to it.", Shape::kQuotation, true},
           {"He said no to it.", Shape::kQuotation, false}});
}

TEST(SentenceShapes, ReadImperatives) {
    check({{"Write the test first.", Shape::kImperative, true},
           {"So, write the test first.", Shape::kImperative, true},
           {"I write the test first.", Shape::kImperative, false},
           {"Write is a word.", Shape::kImperative, false},
           {"Writing is hard.", Shape::kImperative, false},
           {"Be careful with it.", Shape::kImperative, true},
           {"When you start, write the test first.", Shape::kInnerImperative, true},
           {"When you start, write the test first.", Shape::kImperative, false},
           {"Don't write the test last.", Shape::kNegativeImperative, true},
           {"Don\xE2\x80\x99t write the test last.", Shape::kNegativeImperative, true},
           {"Write the test first.", Shape::kNegativeImperative, false}});
}

TEST(SentenceShapes, ReadDefinitions) {
    check({{"A closure is a function with its own variables.", Shape::kNameIsA, true},
           {"This is a function.", Shape::kNameIsA, false},
           {"This is a function.", Shape::kPronounIsA, true},
           {"A closure is something else.", Shape::kNameIsA, false},
           {"A runbook is a good thing.", Shape::kIsHollowA, true},
           {"A runbook is a checklist.", Shape::kIsHollowA, false},
           {"Linux is free.", Shape::kNameIs, true},
           {"Linux is free.", Shape::kNameIsA, false},
           {"Ada's engine runs.", Shape::kNameIs, false},
           {"The old house, well, it is a ruin.", Shape::kNameIsA, false}});
}

TEST(SentenceShapes, TellAStatementFromAClauseThatHangsOnAnother) {
    check({{"Prices will rise next year.", Shape::kFutureThird, true},
           {"We will go home.", Shape::kFutureThird, false},
           {"Prices will rise next year.", Shape::kFutureSubordinate, false},
           {"Nobody knows what will happen.", Shape::kFutureSubordinate, true},
           {"He asked how teams should work.", Shape::kShouldSubordinate, true},
           {"Teams should work.", Shape::kShouldSubordinate, false},
           {"I know what I want, teams should work.", Shape::kShouldSubordinate, false}});
}

TEST(SentenceShapes, TellAComplaintFromATask) {
    check({{"We are solving the problem.", Shape::kProblemTask, true},
           {"The problem is the noise.", Shape::kProblemTask, false},
           {"Ask if it is hard.", Shape::kProblemSubordinate, true},
           {"It is hard.", Shape::kProblemSubordinate, false},
           {"That's not a problem.", Shape::kProblemNegated, true},
           {"That's a problem.", Shape::kProblemNegated, false}});
}

TEST(SentenceShapes, TellTheNextSentenceOfTheTurn) {
    check({{"Is it so? It is.", Shape::kPreviousQuestion, true},
           {"It is so. It is.", Shape::kPreviousQuestion, false},
           {"Write the test first. It helps.", Shape::kPreviousAdvice, true},
           {"Prices will rise. It is bad.", Shape::kPreviousFuture, true}});
    // Not into another's turn.
    Transcript transcript = transcript_of("Is it so? It is.");
    transcript.speakers = {{"s0", "Ada"}, {"s1", "Ben"}};
    transcript.segments = {{{0, 9}, {}, {}, 0}, {{10, 16}, {}, {}, 1}};
    const Document document = build_document(transcript);
    ASSERT_EQ(document.sentences.size(), 2u);
    EXPECT_FALSE(SentenceReadings(document, {}).of(1).has(Shape::kPreviousQuestion));
    EXPECT_TRUE(SentenceReadings(document, {}).of(1).has(Shape::kTurnFirst));
}

TEST(SentenceShapes, ReadUnitsOfQuantities) {
    const std::string text = "It took 3 of them, and 5000 more.";
    const struct {
        const char* unit;
        double value;
        Shape shape;
    } kCases[] = {
        {"percent", 3, Shape::kPercent}, {"EUR", 3, Shape::kMoney},       {"weeks", 3, Shape::kDuration},
        {"times", 3, Shape::kMultiple},  {"gigabytes", 3, Shape::kBytes}, {"", 3, Shape::kUnitless},
        {"ships", 3, Shape::kCount},     {"ships", 5000, Shape::kScaled},
    };
    constexpr Shape kUnits[] = {Shape::kPercent, Shape::kMoney,    Shape::kDuration, Shape::kMultiple,
                                Shape::kBytes,   Shape::kUnitless, Shape::kCount};
    for (const auto& c : kCases) {
        Quantity quantity;
        quantity.span = {8, 9};
        quantity.unit = c.unit;
        quantity.value = c.value;
        const Readings readings(text, {quantity});
        EXPECT_TRUE(readings.last_has(c.shape)) << c.unit;
        EXPECT_TRUE(readings.last_has(Shape::kQuantities)) << c.unit;
        EXPECT_FALSE(readings.last_has(Shape::kTwoQuantities)) << c.unit;
        int units = 0;
        for (const Shape unit : kUnits) units += readings.last_has(unit);
        EXPECT_EQ(units, 1) << c.unit;
        quantity.span = {23, 27};
        EXPECT_TRUE(Readings(text, {{}, quantity}).last_has(Shape::kTwoQuantities)) << c.unit;
    }
    EXPECT_FALSE(Readings(text).last_has(Shape::kQuantities));
}

// A long sentence collects cues from clauses that say different things.
TEST(SentenceShapes, CountCuesWithinOneClause) {
    const Readings together("It is a hard problem that fails."), apart("It is hard, a problem, and it fails.");
    EXPECT_GE(together.last(Shape::kProblemKinds), 2);
    EXPECT_FLOAT_EQ(together.last(Shape::kProblemClause), together.last(Shape::kProblemKinds));
    EXPECT_FLOAT_EQ(apart.last(Shape::kProblemKinds), together.last(Shape::kProblemKinds));
    EXPECT_FLOAT_EQ(apart.last(Shape::kProblemClause), 1);
}

TEST(SentenceShapes, KnowEnglish) {
    const Transcript english = transcript_of("The house is on the hill, and we like it a lot."),
                     german = transcript_of("Das Haus steht auf dem Berg, und uns gefallen seine Fenster.");
    EXPECT_TRUE(SentenceReadings(build_document(english), {}).is_english());
    EXPECT_FALSE(SentenceReadings(build_document(german), {}).is_english());
}

}  // namespace
}  // namespace earwitness::analysis
