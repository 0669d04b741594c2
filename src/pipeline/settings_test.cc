#include "pipeline/settings.h"

#include <gtest/gtest.h>

namespace earwitness::pipeline {
namespace {

TEST(Settings, Values) {
    const auto none = parse_settings("");
    ASSERT_TRUE(none);
    EXPECT_FALSE(none->allow_private);
    EXPECT_FALSE(none->keep_audio);
    const auto some = parse_settings(
        "keep_audio = true\n[fetch]\nallow_private = true\nuser_agent = \"me\"\n[update]\nmin_minutes = 5\n");
    ASSERT_TRUE(some) << some.error().message;
    EXPECT_TRUE(some->keep_audio && some->allow_private);
    EXPECT_EQ(some->user_agent, "me");
    EXPECT_EQ(some->min_update_minutes, 5);
}

TEST(Settings, MistakesAreNamed) {
    const struct {
        const char *toml, *says;
    } cases[] = {
        {"keep_audio = 1", "line 1: keep_audio must be true or false"},
        {"\nkeep_audoi = true", "line 2: no setting \"keep_audoi\""},
        {"[fecth]\nx = 1", "no section [fecth]"},
        {"[fetch]\nmin_interval_ms = -1", "from 0 to 600000"},
        {"[fetch]\nuser_agent = \"a\\nb\"", "a string of one line"},
        {"[update]\nmin_minutes = 100\nmax_minutes = 10", "less than"},
        {"x = [", "line 1"},
        {"fetch = 3", "no setting \"fetch\""},
    };
    for (const auto& c : cases) {
        const auto parsed = parse_settings(c.toml);
        ASSERT_FALSE(parsed) << c.toml;
        EXPECT_NE(parsed.error().message.find(c.says), std::string::npos) << c.toml << ": " << parsed.error().message;
    }
}

}  // namespace
}  // namespace earwitness::pipeline
