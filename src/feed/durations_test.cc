#include "feed/durations.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace earwitness::feed {
namespace {

std::int64_t seconds_of(std::string_view text) {
    const auto duration = parse_duration(text);
    return duration ? *duration / 1000 : -1;
}

TEST(DurationsTest, ReadsWhatFeedsWrite) {
    const struct {
        const char* text;
        std::int64_t seconds;
    } kTable[] = {{"75", 75},
                  {" 04:05 ", 245},
                  {"1:04:05", 3845},
                  {"0:67:16", 4036},
                  {"00:60:05", 3605},
                  {"179.5", 179},
                  {"00:10:33.631", 633},
                  {"104:35", 6275},
                  {"12 min", 720},
                  {"2min 35sec", 155},
                  {"1 hour", 3600},
                  {"1h 30min", 5400},
                  {"50 seconds", 50},
                  {"PT1H2M3S", 3723},
                  {"PT35M", 2100},
                  {"DURATION 1:41:43", 6103},
                  {"<span class=\"hms\">1:06:36</span>", 3996}};
    for (const auto& row : kTable) EXPECT_EQ(seconds_of(row.text), row.seconds) << row.text;
}

TEST(DurationsTest, RefusesWhatMeansTwoThings) {
    for (const char* text : {"",
                             "::",
                             "00:49.53",
                             "00:09:10:00",
                             "602,384",
                             "60:",
                             ":05:43",
                             "7: 56",
                             "2;13",
                             "3:-1",
                             "oo:45:28",
                             "music",
                             "episode.mp3",
                             "3-12-17.mp3",
                             "21.05 minutes",
                             "2 Hours 29",
                             "min",
                             "5 min 1 hour",
                             "<span>57:41:00</span>",
                             "12345678901234567890"})
        EXPECT_EQ(seconds_of(text), -1) << text;
}

TEST(DurationsTest, ClocksOfChaptersKeepMilliseconds) {
    EXPECT_EQ(parse_clock_time("00:01:02.345"), 62345);
    EXPECT_EQ(parse_clock_time("1.5"), 1500);
    EXPECT_EQ(parse_clock_time("62:03"), 3723000);
    EXPECT_FALSE(parse_clock_time("1:02:03x"));
    EXPECT_FALSE(parse_clock_time(""));
}

// Every plain duration of 39,000 from real feeds.
TEST(DurationsTest, ReadsThePlainOnesOfRealFeeds) {
    std::ifstream table(EARWITNESS_SOURCE_DIR "/../shared/data/feeds/suites/durations.tsv");
    if (!table) GTEST_SKIP() << "../shared/data/feeds/suites/durations.tsv is not there";
    std::string line;
    std::getline(table, line);
    std::size_t rows = 0, wrong = 0;
    while (std::getline(table, line)) {
        const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
        const std::string expected = line.substr(first + 1, second - first - 1);
        if (expected == "null" || second == std::string::npos) continue;
        const auto text = nlohmann::json::parse(line.substr(0, first), nullptr, false);
        if (!text.is_string()) continue;
        ++rows;
        if (seconds_of(text.get<std::string>()) == std::stoll(expected)) continue;
        if (++wrong < 10) ADD_FAILURE() << line;
    }
    EXPECT_EQ(wrong, 0u);
    EXPECT_GT(rows, 30000u);
}

}  // namespace
}  // namespace earwitness::feed
