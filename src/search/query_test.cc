#include "search/query.h"

#include <gtest/gtest.h>

namespace earwitness::search {
namespace {

// The clauses as text: sign, then alternatives with '|', phrases with '_'.
std::string shown(const Query& query) {
    std::string out;
    for (const auto& clause : query.clauses) {
        if (!out.empty()) out += ' ';
        out += clause.need == Need::kMust ? "+" : clause.need == Need::kMustNot ? "-" : "";
        for (std::size_t a = 0; a < clause.alternatives.size(); ++a) {
            if (a > 0) out += '|';
            const auto& atom = clause.alternatives[a];
            for (std::size_t s = 0; s < atom.stems.size(); ++s) out += (s > 0 ? "_" : "") + atom.stems[s];
            if (atom.prefix) out += '*';
        }
    }
    return out;
}

TEST(Query, Clauses) {
    const struct {
        const char *text, *clauses;
    } cases[] = {
        {"", ""},
        {"lamp burning", "lamp burn"},
        {"\"whale oil\"", "+whale_oil"},
        {"-gas +lamp", "-gas +lamp"},
        {"-\"whale oil\" lamp", "-whale_oil lamp"},
        {"lamps OR \"gas light\" OR oil", "+lamp|gas_light|oil"},
        {"OR lamp", "lamp"},
        {"lamp OR", "lamp"},
        {"burni*", "burni*"},
        {"GPT-4", "gpt_4"},
        {"What did they say about the lamps?", "lamp"},
        {"what is it", "what is it"},
        {"\"to be\"", "+to_be"},
        {"foo:bar", "foo_bar"},
        {"-", ""},
        {"*", ""},
        {"\"\"", ""},
        {"a\"b c\"lamp", "+b_c lamp"},
    };
    for (const auto& c : cases) {
        const auto query = parse_query(c.text);
        ASSERT_TRUE(query) << c.text << ": " << query.error().message;
        EXPECT_EQ(shown(*query), c.clauses) << c.text;
    }
}

TEST(Query, Filters) {
    const auto query = parse_query(
        "speaker:\"Ada Lovelace\" kind:Prediction show:s episode:s/e entity:gas since:2024-05 until:2024 lamp");
    ASSERT_TRUE(query) << query.error().message;
    EXPECT_EQ(query->filters.speaker, "Ada Lovelace");
    EXPECT_EQ(query->filters.kind, "prediction");
    EXPECT_EQ(query->filters.entity, "gas");
    EXPECT_EQ(query->filters.since, 1714521600);
    EXPECT_EQ(query->filters.until, 1735689600);
    EXPECT_EQ(shown(*query), "lamp");
}

TEST(Query, RefusalsSayWhatToWrite) {
    const struct {
        std::string text;
        const char* says;
    } cases[] = {
        {"kind:wish", "prediction"},
        {"since:yesterday", "write 2025-05-14"},
        {"until:2024-13", "is no date"},
        {"-show:x", "cannot be turned round"},
        {"speaker: ada", "without a blank"},
        {"lamp \"whale oil", "\"whale oil: this quotation mark has no second one"},
        {"\"whale\" \"oil", "\"oil: this quotation mark"},
        {"a 12\" record", "\" record: this quotation mark"},
        {"speaker:\"Ada Lovelace lamp", "\"Ada Lovelace lamp: this"},
        {"\"" + std::string(300, 'x'), "xxx\u2026: this"},
        {std::string(5000, 'a'), "longer than"},
        {[] {
             std::string many;
             for (int i = 0; i < 100; ++i) many += "w" + std::to_string(i) + " ";
             return many;
         }(),
         "more than 64 words"},
    };
    for (const auto& c : cases) {
        const auto query = parse_query(c.text);
        ASSERT_FALSE(query) << c.text;
        EXPECT_NE(query.error().message.find(c.says), std::string::npos) << c.text << ": " << query.error().message;
    }
}

TEST(Query, Days) {
    EXPECT_EQ(*parse_day("2024-02-28", true) - *parse_day("2024-02-28", false), 24 * 3600);
    EXPECT_EQ(*parse_day("2023-12", true), *parse_day("2024", false));
    EXPECT_TRUE(parse_day("9999", true));
    for (const char* wrong : {"", "24", "2024-1", "2024-02-30", "2024-02-3x", "2024-02-281", "20240228"})
        EXPECT_FALSE(parse_day(wrong, false)) << wrong;
}

}  // namespace
}  // namespace earwitness::search
