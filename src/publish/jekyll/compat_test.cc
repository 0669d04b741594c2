#include "publish/jekyll/compat.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/files.h"
#include "jekyll/page.h"
#include "publish/site_fixture.h"

namespace earwitness::publish::jekyll {
namespace {

// Scores as the old pages have them, by the rule that docs/jekyll.md gives.
TEST(CompatTest, ScoresAsTheOldPipelineDid) {
    const struct {
        const char* sentence;
        int score;
        std::vector<std::string> topics;
    } cases[] = {
        {"Nothing to see here", 0, {}},
        {"The biggest podcast", 3, {}},
        {"Leverage gets wiped out, and funding rates reset", 4, {"funding"}},  // "rag" in "leverage"
        {"Output of Intelligence", 3, {}},                                     // "tpu" and "intel"
        {"VENTURE CAPITAL and valuation", 4, {"venture capital", "valuation"}},
        {"You have to ask Google about market growth", 8, {"market", "growth"}},
    };
    for (const auto& c : cases) {
        const CompatQuote quote = compat_score(c.sentence);
        EXPECT_EQ(quote.score, c.score) << c.sentence;
        EXPECT_EQ(quote.topics, c.topics) << c.sentence;
    }
}

// Pages of the old pipeline, where they are there: quotes found by rule have a length.
TEST(CompatTest, ScoresOfRealPagesAreReproduced) {
    const std::filesystem::path folder = EARWITNESS_SOURCE_DIR "/../shared/seed/pages";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no pages at " << folder;
    int seen = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const auto page = earwitness::jekyll::parse_page(base::read_file(file.path()).value_or(""));
        const auto* sound = std::get_if<earwitness::jekyll::Page>(&page);
        const auto* quotes = sound == nullptr ? nullptr : sound->front.find("quotes");
        if (quotes == nullptr) continue;
        for (const auto& quote : quotes->items) {
            if (quote.find("length") == nullptr) continue;
            ++seen;
            EXPECT_EQ(compat_score(quote.find("text")->text).score, quote.find("relevance_score")->as_integer())
                << quote.find("text")->text;
        }
    }
    EXPECT_GE(seen, 60);
}

TEST(CompatTest, QuotesAreSpansBetweenStops) {
    const Analysis analysis =
        publish::testing::analysis_of({"Short market. The market grew by 3.5 percent, and you have to see it! "
                                       "Here is nothing at all to be found."});
    const Reading reading = build_reading(analysis.transcript, {});
    const auto quotes = compat_quotes(reading);
    ASSERT_EQ(quotes.size(), 1u);
    EXPECT_EQ(quotes[0].span.in(analysis.transcript.text), "5 percent, and you have to see it")
        << "cut at the decimal point";
    EXPECT_EQ(quotes[0].score, 3);
}

TEST(CompatTest, TopicsAreTheNineByParts) {
    const auto topics = compat_topics("AI said: maintain the investment. Again.");
    ASSERT_EQ(topics.size(), 2u);
    EXPECT_EQ(topics[0].name, "artificial intelligence");
    EXPECT_EQ(topics[0].mentions, 5u) << "AI, said, maintain (twice), Again";
    EXPECT_DOUBLE_EQ(topics[0].prominence, 0.5);
    EXPECT_EQ(topics[1].name, "investment");
    std::string many;
    for (int i = 0; i < 30; ++i) many += "bitcoin ";
    EXPECT_DOUBLE_EQ(compat_topics(many)[0].prominence, 1.0);
}

TEST(CompatTest, TagsAreTopicsAndSevenCompanies) {
    std::vector<Entity> entities(3);
    entities[0].name = "OpenAI";
    entities[1].name = "Acme";
    entities[2].name = "Nvidia";
    const auto tags = compat_tags(compat_topics("ai ai ai startup"), entities);
    EXPECT_EQ(tags, (std::vector<std::string>{"artificial-intelligence", "startup", "openai", "nvidia"}));
}

}  // namespace
}  // namespace earwitness::publish::jekyll
