#include "analysis/coverage.h"

#include <gtest/gtest.h>

namespace earwitness::analysis {
namespace {

// A segment of one byte for each pair of times.
Transcript spoken(const std::vector<std::pair<std::optional<std::int64_t>, std::optional<std::int64_t>>>& times) {
    Transcript transcript;
    for (const auto& [start, end] : times) {
        const auto at = static_cast<std::uint32_t>(transcript.text.size());
        transcript.text += "a\n";
        transcript.segments.push_back({{at, at + 1}, start, end, kNoSpeaker});
    }
    return transcript;
}

EpisodeMeta lasting(std::int64_t ms) {
    EpisodeMeta meta;
    meta.duration_ms = ms;
    return meta;
}

TEST(Coverage, NamesWhatHasNoWordsAlsoBeforeAndBehindTheTalk) {
    const auto c = coverage_of(spoken({{12'000, 30'000}, {33'000, 40'000}, {60'000, 70'000}}), lasting(100'000));
    ASSERT_TRUE(c.has_value());
    EXPECT_EQ(c->audio_ms, 100'000);
    ASSERT_EQ(c->gaps.size(), 3u) << "three seconds are a pause, no gap";
    EXPECT_EQ(c->gaps[0].start_ms, 0);
    EXPECT_EQ(c->gaps[0].end_ms, 12'000);
    EXPECT_EQ(c->gaps[1].start_ms, 40'000);
    EXPECT_EQ(c->gaps[1].end_ms, 60'000);
    EXPECT_EQ(c->gaps[2].start_ms, 70'000);
    EXPECT_EQ(c->gaps[2].end_ms, 100'000);
    EXPECT_DOUBLE_EQ(c->share, 0.38);
}

TEST(Coverage, SegmentsMayOverlapAndStandInAnyOrder) {
    const auto c = coverage_of(spoken({{30'000, 50'000}, {0, 40'000}, {5'000, 6'000}}), {});
    ASSERT_TRUE(c.has_value());
    EXPECT_TRUE(c->gaps.empty());
    EXPECT_EQ(c->audio_ms, 50'000);
    EXPECT_DOUBLE_EQ(c->share, 1);
}

TEST(Coverage, TheTranscriptIsBelievedWhereTheFeedSaysLess) {
    const auto c = coverage_of(spoken({{0, 50'000}}), lasting(3'000));
    ASSERT_TRUE(c.has_value());
    EXPECT_EQ(c->audio_ms, 50'000);
}

TEST(Coverage, IsUnknownWithoutTimes) {
    EXPECT_FALSE(coverage_of(spoken({{0, 5'000}, {{}, {}}}), lasting(9'000)).has_value());
    EXPECT_FALSE(coverage_of(spoken({{0, {}}}), lasting(9'000)).has_value());
    EXPECT_FALSE(coverage_of(Transcript(), lasting(9'000)).has_value());
}

}  // namespace
}  // namespace earwitness::analysis
