#include "publish/reading.h"
#include "publish/hearing_text.h"

#include <gtest/gtest.h>

namespace earwitness::publish {
namespace {

// Two speakers; between the second and third segment stands a label that nobody said.
Transcript labelled() {
    Transcript t;
    t.text = "Hello there. How are you?\nFine, thanks.\n[00:10] ANN\nAnd you, Bob? I sold 12 lamps.";
    t.speakers = {{"s0", "Bob"}, {"s1", "Ann"}};
    const auto at = [&](const char* words) { return static_cast<std::uint32_t>(t.text.find(words)); };
    t.segments = {{{0, 25}, 0, 5000, 0},
                  {{26, 39}, 6000, 8000, 1},
                  {{at("And"), static_cast<std::uint32_t>(t.text.size())}, 10000, 13000, 1}};
    return t;
}

TEST(ReadingTest, NeverJoinsSegmentsOverWordsThatNobodySaid) {
    const Transcript t = labelled();
    const Reading reading = build_reading(t, {});
    ASSERT_EQ(reading.paragraphs.size(), 3u);
    EXPECT_EQ(reading.paragraphs[1].span.in(t.text), "Fine, thanks.");
    EXPECT_TRUE(reading.paragraphs[1].new_turn);
    EXPECT_FALSE(reading.paragraphs[2].new_turn);
    EXPECT_EQ(reading.paragraphs[2].span.in(t.text), "And you, Bob? I sold 12 lamps.");
}

TEST(ReadingTest, ContextIsTheSentenceAndStaysInsideAParagraph) {
    const Transcript t = labelled();
    const Reading reading = build_reading(t, {});
    const auto at = static_cast<std::uint32_t>(t.text.find("12"));
    EXPECT_EQ(reading.context_of({at, at + 2}, 400).in(t.text), "I sold 12 lamps.");
    EXPECT_EQ(reading.context_of({at, at + 2}, 12).in(t.text), "sold 12");
    const auto label = static_cast<std::uint32_t>(t.text.find("ANN"));
    EXPECT_EQ(reading.context_of({label, label + 3}, 400).in(t.text), "ANN");
}

TEST(ReadingTest, TimesAreOfTheWordElseInterpolatedElseAbsent) {
    Transcript t = labelled();
    EXPECT_EQ(build_reading(t, {}).start_ms_at(0), 0);
    EXPECT_EQ(build_reading(t, {}).start_ms_at(13), 2600);
    t.words = {{{13, 16}, 2750, 2900, 1}};
    EXPECT_EQ(build_reading(t, {}).start_ms_at(13), 2750);
    t.segments[0].start_ms.reset();
    t.words.clear();
    EXPECT_FALSE(build_reading(t, {}).start_ms_at(13));
}

TEST(TimesTextTest, SpeaksWhereOnlyLongParagraphsAreStamped) {
    Transcript transcript;
    transcript.text = std::string(900, 'a');
    transcript.segments = {
        {{0, 400}, 1000, {}, kNoSpeaker}, {{400, 800}, {}, {}, kNoSpeaker}, {{800, 900}, 50'000, {}, kNoSpeaker}};
    EXPECT_NE(times_text(transcript).find("approximate"), std::string::npos);
    EXPECT_EQ(transcript_note(transcript), times_text(transcript));
    Transcript worded = transcript;
    worded.words = {{{0, 4}, 1000, 1200, 1}};
    EXPECT_EQ(times_text(worded), "");
    Transcript cues = transcript;
    cues.segments = {{{0, 60}, 1000, 4000, kNoSpeaker}, {{60, 120}, 4000, 8000, kNoSpeaker}};
    EXPECT_EQ(times_text(cues), "");
    Transcript untimed = transcript;
    for (Segment& segment : untimed.segments) segment.start_ms.reset();
    EXPECT_EQ(times_text(untimed), "");
}

TEST(ReadingTest, BreaksParagraphsAtChapters) {
    Transcript t;
    t.text = "One is here. Two is here. Three is here.";
    t.segments = {{{0, 40}, std::nullopt, std::nullopt, kNoSpeaker}};
    EXPECT_EQ(build_reading(t, {}).paragraphs.size(), 1u);
    const Reading reading = build_reading(t, {13});
    ASSERT_EQ(reading.paragraphs.size(), 2u);
    EXPECT_EQ(reading.paragraphs[1].span.in(t.text), "Two is here. Three is here.");
}

}  // namespace
}  // namespace earwitness::publish
