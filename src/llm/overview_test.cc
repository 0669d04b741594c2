// What the question about a whole episode shows of it, within a model's context, and what may come of the answer.
#include "llm/overview.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace earwitness::llm {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Three chapters of ten findings each; the middle one's title is the publisher's.
Analysis episode() {
    Analysis out;
    for (std::size_t chapter = 0; chapter < 3; ++chapter) {
        Chapter one;
        one.span.begin = static_cast<std::uint32_t>(out.transcript.text.size());
        one.title = "Part " + std::to_string(chapter);
        one.given = chapter == 1;
        for (int i = 0; i < 10; ++i) {
            Quote quote;
            quote.span.begin = static_cast<std::uint32_t>(out.transcript.text.size());
            out.transcript.text += "Keeper Ada lit lamp number " + std::to_string(chapter * 10 + 40) +
                                   std::to_string(i) + " of the harbour that night.";
            quote.span.end = static_cast<std::uint32_t>(out.transcript.text.size());
            out.transcript.text += " ";
            out.quotes.push_back(quote);
        }
        one.span.end = static_cast<std::uint32_t>(out.transcript.text.size()) - 1;
        out.chapters.push_back(one);
    }
    out.transcript.segments = {{{0, out.chapters.back().span.end}, {}, {}, kNoSpeaker}};
    out.entities = {{"ada", "Ada", EntityType::kPerson, "other", {}, 1, false, {}},
                    {"spam", "Spam", EntityType::kPerson, "", {}, 1, true, {}}};
    return out;
}

ReadingOptions options(std::int64_t context) {
    ReadingOptions out;
    out.model.context_tokens = context;
    out.model.answer_tokens = 400;
    out.categories[static_cast<std::size_t>(EntityType::kPerson)] = {"engineer", "other"};
    out.categories[static_cast<std::size_t>(EntityType::kPlace)] = {"city"};
    return out;
}

TEST(OverviewTest, ShowsWhatTheContextHolds) {
    const Analysis analysis = episode();
    const auto whole = overview_question(analysis, options(8'000));
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->findings.size(), 18u) << "six a chapter";
    EXPECT_THAT(whole->entities, ElementsAre("ada")) << "none of sponsor reads alone";
    EXPECT_THAT(whole->asking.prompt, HasSubstr("PERSON: engineer, other\n"));
    EXPECT_THAT(whole->asking.prompt, Not(HasSubstr("PLACE:"))) << "nobody asks for a place's";
    std::size_t fewest = 18;
    bool names_went = false, none = false;
    for (std::int64_t context = 1'600; context >= 800; context -= 10) {
        const auto question = overview_question(analysis, options(context));
        none = none || !question;
        if (!question) continue;
        EXPECT_FALSE(none) << "what fits a context fits a larger one";
        EXPECT_LE(question->asking.tokens, context - 400) << context;
        EXPECT_LE(question->findings.size(), fewest);
        EXPECT_GE(question->findings.size(), 3u) << "each chapter has one";
        fewest = question->findings.size();
        names_went = names_went || question->entities.empty();
    }
    EXPECT_EQ(fewest, 3u);
    EXPECT_TRUE(names_went);
    EXPECT_TRUE(none);
    EXPECT_FALSE(overview_question(Analysis(), options(8'000))) << "nothing to cite";
}

TEST(OverviewTest, TitlesAndCategoriesAreHeld) {
    const Analysis analysis = episode();
    const auto question = overview_question(analysis, options(8'000));
    ASSERT_TRUE(question);
    const auto chapter = [](int number, const std::string& text, int cited) {
        return json{{"chapter", number}, {"text", text}, {"cites", {cited}}};
    };
    const auto category = [](const std::string& name, const std::string& value) {
        return json{{"name", name}, {"category", value}};
    };
    Additions out;
    take_overview(analysis, *question,
                  {{"title", {{"text", ""}, {"cites", json::array()}}},
                   {"chapters",
                    {chapter(3, "Lamp of the harbour", 13), chapter(2, "Lamp of the harbour", 7),
                     chapter(1, "Lamp of the harbour", 13), chapter(1, "Lamp at night", 1), chapter(1, "Lamp", 2),
                     chapter(0, "Lamp", 1), chapter(1, "Part 0", 1)}},
                   {"categories",
                    {category("Ada", "city"), category("Ada", "engineer"), category("Ada", "other"),
                     category("Spam", "engineer"), category("Bob", "engineer")}}},
                  options(8'000), out);
    EXPECT_FALSE(out.title);
    ASSERT_EQ(out.chapters.size(), 2u);
    EXPECT_EQ(out.chapters[0].chapter, 0u);
    EXPECT_EQ(out.chapters[0].title.text, "Lamp at night") << "the first that holds";
    EXPECT_EQ(out.chapters[1].chapter, 2u);
    ASSERT_EQ(out.categories.size(), 1u);
    EXPECT_EQ(out.categories[0].category, "engineer");
    std::vector<std::string> reasons;
    for (const auto& one : out.refused) reasons.push_back(one.reason);
    EXPECT_THAT(reasons, ElementsAre("unknown_chapter", "unknown_citation", "unknown_chapter", "unknown_category",
                                     "unknown_name", "unknown_name"));
}

TEST(OverviewTest, TheSummaryIsInSectionsByChapter) {
    const Analysis analysis = episode();
    Additions additions;
    for (const std::size_t quote : {25u, 3u, 4u, 21u})
        additions.summary.push_back({"Of " + std::to_string(quote), {analysis.quotes[quote].span}});
    const ModelAdditions got = model_additions(analysis, additions);
    ASSERT_EQ(got.sections.size(), 2u);
    EXPECT_EQ(got.sections[0].chapter, 0u);
    EXPECT_EQ(got.sections[0].sentences.size(), 2u);
    EXPECT_EQ(got.sections[1].chapter, 2u);
    EXPECT_EQ(got.sections[1].sentences[0].text, "Of 25") << "in the model's order";
}

}  // namespace
}  // namespace earwitness::llm
