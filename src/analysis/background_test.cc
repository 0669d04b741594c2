#include "analysis/background.h"

#include <gtest/gtest.h>

namespace earwitness::analysis {
namespace {

TEST(Background, FindsWhatWasCounted) {
    std::vector<BackgroundCount> counts;
    for (int i = 0; i < 1000; ++i)
        counts.push_back({"word" + std::to_string(i), static_cast<std::uint32_t>(i + 1), (i % 5) / 4.0f});
    const std::string bytes = background_file(counts, 5000);
    const Background table = Background::load(bytes).value();
    EXPECT_EQ(table.windows(), 5000u);
    for (const auto& count : counts) {
        ASSERT_EQ(table.find(count.key).windows, count.windows) << count.key;
        ASSERT_NEAR(table.find(count.key).capitalised, count.capitalised, 0.003) << count.key;
    }
    EXPECT_EQ(table.find("never").windows, 0);
    EXPECT_GT(table.rarity("never"), table.rarity("word3"));
    EXPECT_GT(table.rarity("word3"), table.rarity("word900"));
}

TEST(Background, RefusesWhatIsNotOneOfItsFiles) {
    const std::string good = background_file({{"a", 3, 0}}, 10);
    std::string version = good, slots = good;
    version[4] = 9;
    slots[12] = 7;
    EXPECT_EQ(Background::load("").error().code, ErrorCode::kRefused);
    EXPECT_EQ(Background::load("hello, this is a text").error().code, ErrorCode::kRefused);
    EXPECT_EQ(Background::load(version).error().code, ErrorCode::kRefused);
    EXPECT_EQ(Background::load(slots).error().code, ErrorCode::kCorrupt);
    EXPECT_EQ(Background::load(std::string_view(good).substr(0, good.size() - 1)).error().code, ErrorCode::kCorrupt);
    EXPECT_TRUE(Background::load(good).has_value());
}

TEST(Background, TheBuiltInTableKnowsTalk) {
    const Background table = Background::load(Background::builtin_bytes()).value();
    EXPECT_GT(table.find("the").windows, table.windows() / 2);
    EXPECT_GT(table.rarity("kubernet"), table.rarity("people"));
    EXPECT_GT(table.find("jerod").capitalised, 0.9f);
    EXPECT_GT(table.find("open sourc").windows, 100) << "pairs of words are counted too";
    EXPECT_LT(table.find("softwar").capitalised, 0.3f);
}

}  // namespace
}  // namespace earwitness::analysis
