#include "analysis/quotes/quotes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "analysis/quotes/repetition.h"

namespace earwitness::analysis::quotes {
namespace {

Transcript transcript_of(const std::vector<std::pair<int, std::string>>& turns) {
    Transcript out;
    out.speakers = {{"s0", "Ada"}, {"s1", "Bo"}};
    for (const auto& [speaker, text] : turns) {
        if (!out.text.empty()) out.text += '\n';
        const auto begin = static_cast<std::uint32_t>(out.text.size());
        out.text += text;
        const auto at = static_cast<std::int64_t>(out.segments.size()) * 10000;
        out.segments.push_back({Span{begin, static_cast<std::uint32_t>(out.text.size())}, at, at + 9000, speaker});
    }
    return out;
}

const std::string kClaim =
    "Most teams never measure what an interruption costs them, because nobody owns that number. The best engineers "
    "don't write more code, they remove the "
    "reasons why people have to ask them.";
const std::string kChat =
    "Thanks for having me on the show, it's great to be here, thank you. Yeah, I had coffee with my wife this morning.";

TEST(Quotes, FindsTheClaimAndNotTheChat) {
    const Transcript transcript = transcript_of(
        {{0, kChat}, {1, kClaim}, {0, "Is that so, and do you think that everybody should do that all the time?"}});
    const Document document = build_document(transcript);
    const std::vector<Quote> quotes = extract_quotes(document, SentenceReadings(document, {}), {}, {});
    ASSERT_FALSE(quotes.empty());
    EXPECT_TRUE(transcript.segments[1].span.contains(quotes[0].span)) << document.of(quotes[0].span);
    EXPECT_EQ(quotes[0].speaker, 1);
    ASSERT_TRUE(quotes[0].start_ms && quotes[0].end_ms);
    EXPECT_GE(*quotes[0].start_ms, 10000);
    EXPECT_LE(*quotes[0].end_ms, 19000);
    EXPECT_FALSE(quotes[0].why.empty());
    for (const Quote& quote : quotes)
        EXPECT_EQ(document.of(quote.span).find("coffee"), std::string_view::npos) << document.of(quote.span);
}

TEST(Quotes, AreOrderedAndApart) {
    std::vector<std::pair<int, std::string>> turns;
    for (int i = 0; i < 40; ++i)
        turns.emplace_back(i % 2, kClaim + " Number " + std::to_string(i) +
                                      " of every team's fundamental problems is always trust, not code.");
    const Transcript transcript = transcript_of(turns);
    const Document document = build_document(transcript);
    const std::vector<Quote> quotes = extract_quotes(document, SentenceReadings(document, {}), {}, {});
    ASSERT_FALSE(quotes.empty());
    std::set<std::string_view> texts;
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        EXPECT_TRUE(texts.insert(document.of(quotes[i].span)).second) << document.of(quotes[i].span);
        EXPECT_LE(quotes[i].score, quotes[i == 0 ? 0 : i - 1].score);
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_FALSE(quotes[i].span.overlaps(quotes[j].span)) << document.of(quotes[i].span);
    }
}

TEST(Quotes, AreNeverTakenFromSponsorReads) {
    const Transcript transcript = transcript_of({{1, kClaim}});
    const Document document = build_document(transcript);
    SponsorRead sponsor;
    sponsor.span = transcript.segments[0].span;
    EXPECT_TRUE(extract_quotes(document, SentenceReadings(document, {}), {sponsor}, {}).empty());
}

TEST(Quotes, SaysWhichInsightsTheyCarry) {
    const Transcript transcript = transcript_of({{1, kClaim}});
    const Document document = build_document(transcript);
    Insight insight;
    insight.type = InsightType::kProblem;
    insight.span = document.sentences[0].span;
    const std::vector<Quote> quotes = extract_quotes(document, SentenceReadings(document, {}), {}, {insight});
    ASSERT_FALSE(quotes.empty());
    EXPECT_EQ(quotes[0].span.begin, 0u);
    EXPECT_NE(std::find(quotes[0].why.begin(), quotes[0].why.end(), "problem"), quotes[0].why.end());
}

TEST(Quotes, NothingComesOfNothing) {
    for (const char* text : {"", "Yeah.", "Hello, hello, welcome, thank you, thanks, bye."}) {
        const Transcript transcript = text[0] == '\0' ? transcript_of({}) : transcript_of({{0, text}});
        const Document document = build_document(transcript);
        EXPECT_TRUE(extract_quotes(document, SentenceReadings(document, {}), {}, {}).empty()) << text;
    }
}

TEST(Repetition, MeasuresSharedWords) {
    const struct {
        const char* first;
        const char* second;
        bool repeated;
    } kCases[] = {
        {"a b c d e", "e d c b a", true},
        {"a b c d e", "A, B, C, d e.", true},
        {"a b c d e", "a b c f g", false},
        {"a b c d e", "x a b c d e y z", true},
        {"x a b c d e y z", "a b c d f", true},
        {"a b c d e", "x a b c y z", false},
        {"a b c d e f", "a b c d e", true},
        {"a b", "c d", false},
        {"one two", "", false},
        // The same claim once more, in other small words; and another claim about the same things.
        {"And we know from existing job boards that people are willing to pay at least $250, or in some cases more, to "
         "be "
         "on the board.",
         "Someone's willing to pay $250 - because we see that on other job boards - just to be on the board alone.",
         true},
        {"And we know from existing job boards that people are willing to pay at least $250, or in some cases more, to "
         "be "
         "on the board.",
         "We built the job board because companies kept writing to us, and nobody was willing to answer.", false},
    };
    for (const auto& c : kCases) {
        RepetitionFilter filter;
        EXPECT_FALSE(filter.is_repeated(c.first)) << c.first;
        EXPECT_EQ(filter.is_repeated(c.second), c.repeated) << c.first << " / " << c.second;
    }
}

}  // namespace
}  // namespace earwitness::analysis::quotes
