#include "analysis/entities/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "analysis/entities/heads.h"
#include "analysis/entities/nicknames.h"

namespace earwitness::analysis::entities {
namespace {

TEST(Names, KeysOfEqualNamesAreEqual) {
    const struct {
        const char *name, *key;
    } kCases[] = {
        {"OpenAI", "openai"},
        {"Open AI", "openai"},
        {"Open-AI's", "openai"},
        {"Acme, Inc.", "acme"},
        {"Acme Corporation", "acme"},
        {"Inc.", "inc"},
        {"the New Yorker", "newyorker"},
        {"The", "the"},
        {"C++", "c++"},
        {"C", "c"},
        {"AT&T", "atandt"},
        {"Zo\xC3\x8B\xE2\x80\x99s", "zo\xC3\xAB"},
        {"...", "..."},
    };
    for (const auto& c : kCases) EXPECT_EQ(name_key(c.name), c.key) << c.name;
}

TEST(Names, TrimsArticlesAndPossessives) {
    const struct {
        const char *text, *name;
    } kCases[] = {
        {"the Beatles'", "Beatles"},
        {"Ada's", "Ada"},
        {"pre-Stack Overflow", "Stack Overflow"},
        {"ex-wife", "ex-wife"},
        {"The", "The"},
        {"\"Friends\"", "Friends"},
        {".NET", ".NET"},
        {"\"-", ""},
        {"Inc.", "Inc."},
    };
    for (const auto& c : kCases) {
        const std::string_view text = c.text;
        EXPECT_EQ(trimmed_name(text, {0, static_cast<std::uint32_t>(text.size())}).in(text), c.name) << c.text;
    }
}

TEST(Names, Acronyms) {
    EXPECT_THAT(acronyms_of("Amazon Web Services"), testing::ElementsAre("aws"));
    EXPECT_THAT(acronyms_of("Department of Defense"), testing::ElementsAre("dd", "dod"));
    EXPECT_THAT(acronyms_of("Amazon"), testing::IsEmpty());
}

TEST(Names, SayByTheirLastWordsWhatTheyAre) {
    const struct {
        std::string_view name;
        bool is_name;
        std::optional<EntityType> type;
    } kCases[] = {
        {"Ohio Knitting Meetup", true, EntityType::kEvent},
        {"KnitConf EU", true, EntityType::kEvent},
        {"KnitCon Committee", true, {}},
        {"Falcon EU", true, {}},
        {"Knit One Podcast", true, EntityType::kWork},
        {"Lunar Time Zone", false, {}},
        {"Podcast", true, {}},
        {"", true, {}},
    };
    for (const auto& c : kCases) {
        EXPECT_EQ(head_of(c.name).is_name, c.is_name) << c.name;
        EXPECT_EQ(head_of(c.name).type, c.type) << c.name;
    }
}

TEST(Names, SlugsAreNeverEmpty) {
    EXPECT_EQ(slug_of("Sam Altman"), "sam-altman");
    EXPECT_EQ(slug_of("AT&T!"), "at-t");
    EXPECT_EQ(slug_of("\xE6\x9D\xB1"), "name");
}

TEST(NamesTest, IdsKeepApartWhatAsciiLettersWouldJoin) {
    EXPECT_EQ(slug_of("C"), "c");
    EXPECT_EQ(slug_of("C++"), "c-plus-plus");
    EXPECT_EQ(slug_of("C#"), "c-sharp");
    EXPECT_EQ(slug_of("Ram\u00F3n Vale"), "ramon-vale");
    EXPECT_EQ(slug_of("\u4E2D\u6587"), "name");
}

TEST(NamesTest, ANameOverTwoCuesIsOneLine) { EXPECT_EQ(on_one_line("Bekah\nHawrot  Weigel"), "Bekah Hawrot Weigel"); }

TEST(Names, NicknamesAndInitialsMeetTheirFullNames) {
    const std::pair<const char*, const char*> kSame[] = {
        {"Bob Hughes", "Robert Hughes"}, {"Matt Boyle", "Matthew Boyle"}, {"John F. Kennedy", "John Kennedy"}};
    for (const auto& [a, b] : kSame) EXPECT_EQ(person_key(a), person_key(b)) << a;
    EXPECT_NE(person_key("Bob Hughes"), person_key("Bob Jones"));
    EXPECT_NE(person_key("Mary Hughes"), person_key("Robert Hughes"));
    EXPECT_EQ(person_key("Robert"), "");
}

}  // namespace
}  // namespace earwitness::analysis::entities
