#include "analysis/insights/insights.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "analysis/insights/condition.h"
#include "analysis/insights/hedge.h"
#include "analysis/insights/horizon.h"
#include "analysis/insights/ngrams.h"
#include "base/clock.h"

namespace earwitness::analysis::insights {
namespace {

// A conversation around the sentence, so that it stands inside a turn as in an episode.
constexpr std::string_view kBefore = "So that is one part of the answer to your question. ";
constexpr std::string_view kAfter = " And there was one more thing on the list that day.";

Transcript transcript_of(const std::string& text) {
    Transcript out;
    out.text = text;
    out.speakers = {{"s0", "Ada"}};
    if (!text.empty()) out.segments.push_back({Span{0, static_cast<std::uint32_t>(text.size())}, 1000, 60000, 0});
    return out;
}

// What quantities/ would find here; siblings exchange values, so the tests bring their own.
std::vector<Quantity> quantities_for(const Document& document) {
    static const struct {
        const char* words;
        double value;
        const char* unit;
    } kKnown[] = {{"40%", 40, "percent"},
                  {"five years", 5, "years"},
                  {"18 months", 18, "months"},
                  {"two weeks", 2, "weeks"},
                  {"Ten years", 10, "years"},
                  {"five thousand years", 5000, "years"},
                  {"five million years", 5e6, "years"}};
    std::vector<Quantity> out;
    for (const auto& known : kKnown) {
        const std::size_t at = document.text().find(known.words);
        if (at == std::string_view::npos) continue;
        const auto begin = static_cast<std::uint32_t>(at);
        out.push_back({Span{begin, begin + static_cast<std::uint32_t>(std::string_view(known.words).size())},
                       known.value,
                       known.unit,
                       "",
                       "",
                       {},
                       {}});
    }
    return out;
}

std::vector<Insight> insights_of(const Document& document, const std::vector<SponsorRead>& sponsors,
                                 const std::vector<Quantity>& quantities) {
    return extract_insights(document, SentenceReadings(document, quantities), {}, sponsors, quantities);
}

std::string types_of(const std::string& sentence) {
    const Transcript transcript = transcript_of(std::string(kBefore) + sentence + std::string(kAfter));
    const Document document = build_document(transcript);
    std::string out;
    for (const Insight& insight : insights_of(document, {}, quantities_for(document)))
        if (insight.span.begin >= kBefore.size() && insight.span.begin < kBefore.size() + sentence.size())
            out += (out.empty() ? "" : " ") + std::string(insight_type_name(insight.type));
    return out;
}

TEST(Insights, NamesTheType) {
    const struct {
        const char* sentence;
        const char* types;
    } kCases[] = {
        {"I think most of the small hosting companies will disappear over the next decade.", "prediction"},
        {"You should never edit the configuration of a running cluster by hand.", "recommendation"},
        {"Always write the test before you touch the module, and make sure that it fails.", "recommendation"},
        {"The biggest challenge for teams is that nobody can tell which alerts are real, and it's hard to trust them.",
         "problem"},
        {"More and more companies are moving away from microservices these days.", "trend"},
        {"There's a huge opportunity for a good offline version, and nobody has built it.", "opportunity"},
        {"About 40% of the requests that we serve come from mobile devices.", "statistic"},
        {"A runbook is basically a kind of checklist, a document called that because you run through it.",
         "definition"},
    };
    for (const auto& c : kCases) EXPECT_EQ(types_of(c.sentence), c.types) << c.sentence;
}

TEST(Insights, LeavesTalkAlone) {
    const char* const kCases[] = {
        "Thanks for listening to this episode of the show.",
        "I'll put it in the show notes, and we'll talk about that later.",
        "Yeah, exactly.",
        "Will companies move away from microservices in the next decade?",
        "I was in college when I met my wife.",
        "No problem.",
    };
    for (const char* sentence : kCases) EXPECT_EQ(types_of(sentence), "") << sentence;
}

TEST(Insights, CarriesSpeakerTimeAndQuantities) {
    const std::string text = "About 40% of the requests that we serve come from mobile devices.";
    const Transcript transcript = transcript_of(text);
    const Document document = build_document(transcript);
    const auto found = insights_of(document, {}, quantities_for(document));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(document.of(found[0].span), text);
    EXPECT_EQ(found[0].speaker, 0);
    EXPECT_EQ(found[0].start_ms, 1000);
    ASSERT_EQ(found[0].quantities.size(), 1u);
    EXPECT_EQ(found[0].quantities[0].unit, "percent");
    EXPECT_FALSE(found[0].actionable);
}

TEST(Insights, IsSilentInsideSponsorReads) {
    const Transcript transcript =
        transcript_of("You should never edit the configuration of a running cluster by hand.");
    const Document document = build_document(transcript);
    SponsorRead sponsor;
    sponsor.span = document.sentences[0].span;
    EXPECT_TRUE(insights_of(document, {sponsor}, {}).empty());
}

TEST(Insights, IsSilentOnOtherLanguages) {
    const Transcript transcript = transcript_of(
        "Das Problem ist, dass 40% der Leute es nicht sehen. In Deutschland ist das ein Problem, und wir haben zu "
        "wenig Zeit.");
    const Document document = build_document(transcript);
    EXPECT_TRUE(insights_of(document, {}, quantities_for(document)).empty());
}

TEST(Ngrams, TheBuiltInTableIsWhole) {
    const auto table = NgramTable::load(NgramTable::builtin_bytes());
    ASSERT_TRUE(table.has_value()) << table.error().message;
    double sums[kInsightTypes] = {};
    table->add({0, 1, 2, 3, 4, 5, 6, 7, 0xFFFFFFFF}, sums);
    EXPECT_NE(std::abs(sums[0]) + std::abs(sums[1]) + std::abs(sums[2]), 0);
}

TEST(Ngrams, KeepsWeightsThroughTheFileAndRefusesDamage) {
    std::vector<std::vector<double>> weights(kInsightTypes, {0.0, 1.27, -0.5});
    const std::string file = ngram_file(weights);
    const auto table = NgramTable::load(file);
    ASSERT_TRUE(table.has_value()) << table.error().message;
    double sums[kInsightTypes] = {};
    table->add({1, 2, 2}, sums);
    EXPECT_NEAR(sums[0], 0.27, 0.02);
    const struct {
        std::string bytes;
        ErrorCode code;
    } kDamaged[] = {{"", ErrorCode::kRefused},
                    {"EWXX" + file.substr(4), ErrorCode::kRefused},
                    {file.substr(0, 4) + "\x02" + file.substr(5), ErrorCode::kRefused},
                    {file.substr(0, file.size() - 1), ErrorCode::kCorrupt}};
    for (const auto& c : kDamaged) {
        const auto refused = NgramTable::load(c.bytes);
        ASSERT_FALSE(refused.has_value()) << c.bytes.size();
        EXPECT_EQ(refused.error().code, c.code) << c.bytes.size();
    }
}

const auto kPublished = base::utc_seconds(2025, 2, 28, 12, 0, 0);

// "<words> = from..to" of the only sentence, "" where it says nothing of when.
std::string horizon_of(const char* sentence, std::optional<std::int64_t> published_at) {
    const Transcript transcript = transcript_of(sentence);
    const Document document = build_document(transcript);
    const auto horizon = find_horizon(document, document.sentences.at(0), quantities_for(document), published_at);
    if (!horizon) return "";
    return std::string(document.of(horizon->span)) + " = " +
           (horizon->due ? horizon->due->from + ".." + horizon->due->to : "");
}

TEST(Horizon, ReadsDates) {
    const struct {
        const char* sentence;
        const char* horizon;
    } kCases[] = {
        {"By 2030 it will be gone.", "By 2030 = ..2030-12-31"},
        {"In 2027 it will be gone.", "In 2027 = 2027-01-01..2027-12-31"},
        {"By the year 2027 it will be gone.", "By the year 2027 = ..2027-12-31"},
        {"By the end of 2026 it will be gone.", "By the end of 2026 = ..2026-12-31"},
        {"It will be gone before 2026.", "before 2026 = ..2025-12-31"},
        {"It will be gone in five years.", "in five years = ..2030-02-28"},
        {"It will be gone in the next five years.", "in the next five years = 2025-02-28..2030-02-28"},
        {"It will be gone in about 18 months.", "in about 18 months = ..2026-08-28"},
        {"It will be gone within the next two weeks.", "within the next two weeks = 2025-02-28..2025-03-14"},
        {"Ten years from now it will be gone.", "Ten years from now = ..2035-02-28"},
        {"Next year it will be gone.", "Next year = 2026-01-01..2026-12-31"},
        {"It will be gone next month.", "next month = 2025-03-01..2025-03-31"},
        {"It will be gone next quarter.", "next quarter = 2025-04-01..2025-06-30"},
        {"It will be gone next week.", "next week = 2025-03-03..2025-03-09"},
        {"Tomorrow it will be gone.", "Tomorrow = 2025-03-01..2025-03-01"},
        {"By the end of the year it will be gone.", "By the end of the year = ..2025-12-31"},
        {"By the end of the decade it will be gone.", "By the end of the decade = ..2029-12-31"},
        {"It will be gone by the end of the century.", "by the end of the century = ..2099-12-31"},
        {"It will be gone in the next decade.", "in the next decade = 2025-02-28..2035-02-28"},
        {"It will be gone over the next year.", "over the next year = 2025-02-28..2026-02-28"},
        {"It will be gone this month.", "this month = 2025-02-28..2025-02-28"},
        {"It will be gone in a year or two.", "in a year or two = ..2026-02-28"},
        {"It will be gone over the next couple of years.", "over the next couple of years = 2025-02-28..2027-02-28"},
        {"It will be gone in the next few years.", "in the next few years = "},
        {"It will be gone in the coming decades.", "in the coming decades = "},
        {"It will be gone some day.", "some day = "},
        {"Eventually, in 2027, it will be gone.", "in 2027 = 2027-01-01..2027-12-31"},
        {"It will be gone in the near future.", "in the near future = "},
        {"In 2019 it was gone.", ""},
        {"It took five years.", ""},
        {"It is over five years ago.", ""},
        {"It will be gone as soon as I look.", ""},
        {"It will be gone in five thousand years.", "in five thousand years = ..7025-02-28"},
        {"It will be gone in five million years.", ""},
    };
    for (const auto& c : kCases) EXPECT_EQ(horizon_of(c.sentence, kPublished), c.horizon) << c.sentence;
}

TEST(Horizon, HasItsWordsButNoDatesWhereTheDayOfPublicationIsUnknown) {
    const struct {
        const char* sentence;
        const char* horizon;
    } kCases[] = {
        {"Next year it will be gone.", "Next year = "},
        {"It will be gone in five years.", "in five years = "},
        {"By 2030 it will be gone.", "By 2030 = ..2030-12-31"},
        {"By the end of the decade it will be gone.", "By the end of the decade = "},
    };
    for (const auto& c : kCases) EXPECT_EQ(horizon_of(c.sentence, {}), c.horizon) << c.sentence;
}

TEST(Hedge, IsTheStrongestOfTheSentence) {
    const struct {
        const char* sentence;
        const char* hedge;
    } kCases[] = {
        {"It will be gone.", ""},
        {"I think it will be gone.", "slight: I think"},
        {"It will probably be gone.", "slight: probably"},
        {"I think it might be gone.", "moderate: might"},
        {"I suspect half of it won't exist.", "moderate: I suspect"},
        {"Maybe it will be gone, but who knows.", "strong: who knows"},
        {"I don't think it will ever be gone.", "slight: I don't think"},
        {"It will be gone in May.", ""},
        {"I\xE2\x80\x99m not sure, but it may be gone.", "strong: I\xE2\x80\x99m not sure"},
    };
    for (const auto& c : kCases) {
        const Transcript transcript = transcript_of(c.sentence);
        const Document document = build_document(transcript);
        const auto hedge = find_hedge(SentenceWords(document, document.sentences.at(0)));
        EXPECT_EQ(hedge
                      ? std::string(hedge_strength_name(hedge->strength)) + ": " + std::string(document.of(hedge->span))
                      : "",
                  c.hedge)
            << c.sentence;
    }
}

TEST(Condition, IsTheClauseWithoutTheClaim) {
    const struct {
        const char* sentence;
        const char* condition;
    } kCases[] = {
        {"It will be gone.", ""},
        {"If the price falls, it will be gone.", "If the price falls"},
        {"It will be gone if the price falls by 20%.", "if the price falls by 20%"},
        {"It will be gone unless somebody pays for it.", "unless somebody pays for it"},
        {"If nobody pays for it then it will be gone.", "If nobody pays for it"},
        {"Even if they pay, like, a lot, it will be gone.", "Even if they pay, like, a lot"},
        {"It will last as long as it is free, I think.", "as long as it is free"},
        {"I don't know if it will be gone.", ""},
        {"It looks as if it will be gone.", ""},
        {"It will, if anything, be gone.", ""},
        {"If it grows - like it did - it will last.", "If it grows"},
    };
    for (const auto& c : kCases) {
        const Transcript transcript = transcript_of(c.sentence);
        const Document document = build_document(transcript);
        const auto condition = find_condition(SentenceWords(document, document.sentences.at(0)));
        EXPECT_EQ(condition ? std::string(document.of(*condition)) : "", c.condition) << c.sentence;
    }
}

TEST(Insights, APredictionSaysWhenHowSurelyAndOnWhatCondition) {
    const std::string text = "If nothing changes, I think most of the small hosting companies will disappear by 2030.";
    const Transcript transcript = transcript_of(text);
    const Document document = build_document(transcript);
    const auto found = extract_insights(document, SentenceReadings(document, {}), {}, {}, {});
    ASSERT_EQ(found.size(), 1u);
    ASSERT_TRUE(found[0].horizon && found[0].hedge && found[0].condition && found[0].due);
    EXPECT_EQ(document.of(*found[0].horizon), "by 2030");
    EXPECT_EQ(found[0].due->to, "2030-12-31");
    EXPECT_EQ(document.of(found[0].hedge->span), "I think");
    EXPECT_EQ(document.of(*found[0].condition), "If nothing changes");
}

}  // namespace
}  // namespace earwitness::analysis::insights
