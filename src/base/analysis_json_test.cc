#include "base/analysis_json.h"

#include <gtest/gtest.h>

namespace earwitness::base {
namespace {

Analysis sample() {
    Analysis a;
    a.producer = "earwitness test";
    a.episode.title = "Tides \"and\" clocks";
    a.episode.published_at = 1747226532;
    a.episode.persons = {{"Ada Vale", "guest", "", "", ""}};
    a.transcript.text = "Ada Vale built it in 1999. Twelve percent left.";
    a.transcript.sha256 = "00";
    a.transcript.speakers = {{"s0", "Ada"}};
    a.transcript.segments = {{{0, 26}, 0, 2000, 0, true}, {{27, 47}, std::nullopt, std::nullopt, kNoSpeaker}};
    a.transcript.hearing = Hearing{"e", "m", "1", false, 9, 8, {{"gap", 1, 2}}, true, 8, 6};
    a.entities = {
        {"ada-vale", "Ada Vale", EntityType::kPerson, "engineer", {"Ada"}, 0.123456, false, {{{0, 8}, 0, 0, 0.5F}}}};
    a.quotes = {{{0, 26}, 0, 2000, 0, 0.75, {"figure"}, {"ada-vale"}, {"clocks"}}};
    Insight insight;
    insight.type = InsightType::kStatistic;
    insight.span = {27, 47};
    insight.quantities = {
        {{27, 41}, 12, "percent", "left", "month", QuantityRange{12, {}}, QuantityChange{false, 14.5, "2 years"}}};
    insight.due = DueDate{"2026-01-01", ""};
    insight.horizon = Span{27, 33};
    insight.hedge = Hedge{{34, 41}, HedgeStrength::kModerate};
    insight.condition = Span{42, 46};
    a.insights = {insight};
    a.topics = {{"clocks", "clocks", {"tide clock"}, 1, {{0, 8}}}};
    a.chapters = {{{0, 47}, 0, 2000, "All of it"}};
    a.sponsors = {{{27, 47}, std::nullopt, std::nullopt, "Acme"}};
    a.summary = {{{0, 26}}, {{"What was built", {{0, 26}}}, {"A heading that sorts before it", {{27, 47}}}}};
    a.tags = {"clocks"};
    return a;
}

TEST(AnalysisJsonTest, ReadsBackWhatItWrote) {
    for (const auto layout : {JsonLayout::kCompact, JsonLayout::kPretty}) {
        std::string first, second;
        append_analysis_json(sample(), layout, first);
        const auto read = parse_analysis_json(first);
        ASSERT_TRUE(read) << read.error().message;
        append_analysis_json(*read, layout, second);
        EXPECT_EQ(first, second);
    }
}

TEST(AnalysisJsonTest, TimesAreNullWhereTheSourceHasNone) {
    std::string json;
    append_analysis_json(sample(), JsonLayout::kCompact, json, "7");
    EXPECT_EQ(json.rfind("{\"id\":7,\"schema\":\"earwitness/analysis/1\"", 0), 0u) << json.substr(0, 80);
    EXPECT_NE(json.find("{\"begin\":27,\"end\":47,\"start_ms\":null,\"end_ms\":null,\"speaker\":null}"),
              std::string::npos);
    EXPECT_NE(
        json.find("{\"begin\":0,\"end\":26,\"start_ms\":0,\"end_ms\":2000,\"speaker\":\"s0\",\"time_heard\":true}"),
        std::string::npos);
    EXPECT_NE(json.find("\"salience\":0.1235"), std::string::npos);
}

TEST(AnalysisJsonTest, ReadsBackWhatALanguageModelAdded) {
    Analysis analysis = sample();
    std::string without;
    append_analysis_json(analysis, JsonLayout::kCompact, without);
    EXPECT_EQ(without.find("\"llm\""), std::string::npos);
    analysis.chapters.resize(1);
    std::string bare;
    append_analysis_json(analysis, JsonLayout::kCompact, bare);
    ModelAdditions& added = analysis.llm.emplace();
    added.provider = "openai";
    added.model = "a \"model\"";
    added.parts = 3;
    added.parts_read = 2;
    added.refused = 5;
    added.title = {"Clocks", {{0, 26}}};
    added.sections = {{0, {{"They talk about clocks.", {{0, 26}, {27, 47}}}}}, {{}, {{"And more.", {{0, 3}}}}}};
    added.chapters = {{0, {"Of clocks", {{0, 26}}}}};
    added.quotes = {{{0, 26}, "aligned", "It says so.", ""}};
    added.categories = {{"ada", "engineer"}};
    std::string json;
    append_analysis_json(analysis, JsonLayout::kCompact, json);
    // The archive puts the part in without reading the rest.
    EXPECT_EQ(json, bare.substr(0, bare.size() - 1) + ",\"llm\":" + model_additions_json(added) + "}");
    const auto read = parse_analysis_json(json);
    ASSERT_TRUE(read) << read.error().message;
    std::string again;
    append_analysis_json(*read, JsonLayout::kCompact, again);
    EXPECT_EQ(again, json);
    const auto broken = [&](std::string_view from, std::string_view to) {
        std::string copy = json;
        copy.replace(copy.rfind(from), from.size(), to);
        return !parse_analysis_json(copy);
    };
    EXPECT_TRUE(broken("\"chapter\":0", "\"chapter\":1"));
    EXPECT_TRUE(broken("\"chapter\":0", "\"chapter\":-1"));
    EXPECT_TRUE(broken("\"cites\":[{\"begin\":0,\"end\":26}]", "\"cites\":[]"));
    EXPECT_TRUE(broken("\"end\":26", "\"end\":9999"));
}

TEST(AnalysisJsonTest, SaysWhatIsWrong) {
    std::string json;
    append_analysis_json(sample(), JsonLayout::kCompact, json);
    const auto broken = [&](std::string_view from, std::string_view to) {
        std::string copy = json;
        copy.replace(copy.find(from), from.size(), to);
        const auto read = parse_analysis_json(copy);
        return read ? std::string("accepted") : read.error().message;
    };
    EXPECT_NE(broken("analysis/1", "analysis/9").find("analysis/9"), std::string::npos);
    EXPECT_NE(broken("\"end\":26", "\"end\":99").find("0..47"), std::string::npos);
    EXPECT_NE(broken("PERSON", "PIRATE").find("PIRATE"), std::string::npos);
    EXPECT_NE(broken("\"score\":0.75", "\"score\":\"x\"").find("score"), std::string::npos);
    EXPECT_NE(broken("\"why\":[\"figure\"]", "\"why\":\"figure\"").find("why"), std::string::npos);
    EXPECT_NE(broken("\"why\":[\"figure\"]", "\"why\":[7]").find("why"), std::string::npos);
    EXPECT_NE(broken("\"end\":26", "\"end\":2.5").find("end"), std::string::npos);
    EXPECT_NE(broken("\"quotes\":[{", "\"quotes\":[7,{").find("no object"), std::string::npos);
    EXPECT_NE(broken("\"tags\":[\"clocks\"]", "\"tags\":{}").find("tags"), std::string::npos);
    EXPECT_NE(broken("\"quotes\"", "\"quote\"").find("no \"quotes\""), std::string::npos);
    EXPECT_FALSE(parse_analysis_json("[1,"));
    EXPECT_FALSE(parse_analysis_json("[]"));
    EXPECT_FALSE(parse_analysis_json(std::string(1 << 20, '[')));
    EXPECT_FALSE(parse_analysis_json("{\"schema\":\"\xFF\"}"));
}

}  // namespace
}  // namespace earwitness::base
