#include "analysis/entities/knowledge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/entities/categories.h"

namespace earwitness::analysis::entities {
namespace {

TEST(Knowledge, FindsANameByAnyOfItsForms) {
    const struct {
        std::string_view said, name, category;
        EntityType type;
    } kCases[] = {
        {"OpenAI", "OpenAI", "AI lab", EntityType::kOrg},
        {"Openai", "OpenAI", "AI lab", EntityType::kOrg},
        {"Open AI's", "OpenAI", "AI lab", EntityType::kOrg},
        {"Deep Seek", "DeepSeek", "AI lab", EntityType::kOrg},
        {"AWS", "Amazon Web Services", "AI infrastructure", EntityType::kOrg},
        {"Amd", "AMD", "semiconductors", EntityType::kOrg},
        {"postgres", "PostgreSQL", "database", EntityType::kProduct},
        {"C#", "C#", "language", EntityType::kProduct},
        {"WHO", "World Health Organization", "government", EntityType::kOrg},
        {"Apple watches", "Apple Watch", "hardware", EntityType::kProduct},
        {"the United States", "United States", "country", EntityType::kPlace},
    };
    for (const auto& c : kCases) {
        const KnownName* known = Knowledge::builtin().find(c.said);
        ASSERT_NE(known, nullptr) << c.said;
        EXPECT_EQ(known->name, c.name) << c.said;
        EXPECT_EQ(known->category, c.category) << c.said;
        EXPECT_EQ(known->type, c.type) << c.said;
    }
    for (const std::string_view said : {"Who", "", "'s", "Nobody Anywhere"})
        EXPECT_EQ(Knowledge::builtin().find(said), nullptr) << said;
}

TEST(Knowledge, TheUsersEntryWins) {
    const Knowledge knowledge = Knowledge::create(
                                    "\xEF\xBB\xBF# mine\r\nOpenAI | WORK | podcast | Oh Pen\nnever: Google\ncorrect: "
                                    "Lenard Heim = Lennart Heim\n")
                                    .value();
    EXPECT_EQ(knowledge.find("Open AI")->type, EntityType::kWork);
    EXPECT_EQ(knowledge.find("oh pen")->category, "podcast");
    EXPECT_TRUE(knowledge.is_never("Google's"));
    EXPECT_FALSE(knowledge.is_never("Apple"));
    ASSERT_NE(knowledge.correction("lenard heim"), nullptr);
    EXPECT_EQ(*knowledge.correction("lenard heim"), "Lennart Heim");
    EXPECT_EQ(knowledge.correction("Lennart Heim"), nullptr);
    EXPECT_THAT(knowledge.user_names(), testing::ElementsAre("OpenAI"));
}

TEST(Knowledge, SaysWhichLineIsWrong) {
    const struct {
        std::string text;
        std::string_view says;
    } kCases[] = {
        {"# fine\nOpenAI | COMPANY\n", "line 2: no type \"COMPANY\"; there are PERSON"},
        {"OpenAI | ORG | labs\n", "line 1: no category \"labs\" for ORG; there are big tech, AI lab"},
        {"\n\nOpenAI\n", "line 3: an entry is written"},
        {"a | ORG | other | b | c", "line 1: an entry is written"},
        {" | ORG", "line 1: a name is empty"},
        {"never:", "line 1: a name is empty"},
        {"correct: a b", "line 1: a correction is written"},
        {"a b c d e f g h i | ORG", "has more than 8 words"},
        {std::string(300, 'a') + " | ORG", "has more than 8 words or 200 bytes"},
        {"\xFF | ORG", "not UTF-8"},
    };
    for (const auto& c : kCases) {
        const auto made = Knowledge::create(c.text);
        ASSERT_FALSE(made.has_value()) << c.text;
        EXPECT_EQ(made.error().code, ErrorCode::kMalformed) << c.text;
        EXPECT_THAT(made.error().message, testing::HasSubstr(std::string(c.says))) << c.text;
    }
}

TEST(Knowledge, TheShippedTextIsReadWhole) {
    EXPECT_TRUE(Knowledge::create({}).has_value());
    EXPECT_NE(Knowledge::builtin().find("Linus Torvalds"), nullptr);
}

TEST(Categories, AreReadOffTheWords) {
    const struct {
        EntityType type;
        std::string_view name, category;
    } kCases[] = {
        {EntityType::kOrg, "Ohio State University", "university"},
        {EntityType::kOrg, "Bank of Nowhere", "finance"},
        {EntityType::kOrg, "Department of Weights", "government"},
        {EntityType::kOrg, "Banking Cats", "other"},
        {EntityType::kEvent, "Cup of Nations", "sport"},
        {EntityType::kPerson, "Ada Bank", ""},
        {EntityType::kOrg, "", "other"},
    };
    for (const auto& c : kCases) EXPECT_EQ(category_from_words(c.type, c.name), c.category) << c.name;
    for (int t = 0; t < kEntityTypes; ++t) EXPECT_TRUE(is_category(static_cast<EntityType>(t), "other")) << t;
    EXPECT_FALSE(is_category(EntityType::kOrg, "country"));
}

}  // namespace
}  // namespace earwitness::analysis::entities
