#include "speech/lend_times.h"

#include <gtest/gtest.h>

#include "speech/heard_words.h"
#include "transcript/read.h"

namespace earwitness::speech {
namespace {

Transcript published(std::string_view text) {
    auto read = transcript::read_transcript(text, {});
    EXPECT_TRUE(read.has_value());
    return std::move(read->transcript);
}

// A word every half second from `start_ms` on.
void hear(std::string_view text, std::int64_t start_ms, Transcript& out) {
    for (const auto& word : text_words(text)) {
        if (!out.text.empty()) out.text += ' ';
        const auto begin = static_cast<std::uint32_t>(out.text.size());
        out.text += text.substr(word.begin, word.end - word.begin);
        out.words.push_back({{begin, static_cast<std::uint32_t>(out.text.size())}, start_ms, start_ms + 400, 0.8f});
        start_ms += 500;
    }
    out.hearing = Hearing{"test", "m", "1", true, 60'000, 60'000, {{"loop", 1, 2}}};
}

constexpr std::string_view kTalk =
    "Ada: The lamp burns with whale oil, and nobody knows why.\n\nBen: It smells of the sea when it is lit!\n";

TEST(LendTimes, WordsStayAndTimesCome) {
    const Transcript plain = published(kTalk);
    ASSERT_TRUE(lacks_times(plain));
    Transcript heard;
    hear("the lamp burns with wail oil and nobody knows why it smells of the sea when it is lid", 10'000, heard);
    const auto timed = lend_times(plain, heard);
    ASSERT_TRUE(timed.has_value()) << timed.error().message;
    EXPECT_EQ(timed->text, plain.text);
    ASSERT_EQ(timed->segments.size(), 2u);
    EXPECT_EQ(timed->segments[0].start_ms, 10'000);
    EXPECT_EQ(timed->segments[0].end_ms, 14'900);
    EXPECT_EQ(timed->segments[1].start_ms, 15'000);
    // "lit" was heard as something else: a third of a second after the word ahead of it.
    EXPECT_EQ(timed->segments[1].end_ms, 18'900 + 330);
    EXPECT_TRUE(timed->segments[0].time_heard);
    EXPECT_EQ(timed->words.size(), 17u);
    ASSERT_TRUE(timed->hearing.has_value());
    EXPECT_TRUE(timed->hearing->times_only);
    EXPECT_FALSE(timed->hearing->draft);
    EXPECT_EQ(timed->hearing->words, 19);
    EXPECT_EQ(timed->hearing->words_matched, 17);
    EXPECT_TRUE(timed->hearing->warnings.empty());
    // And again from another hearing: the former one's times are no publisher's.
    EXPECT_TRUE(lacks_times(*timed));
    Transcript later;
    hear("the lamp burns with whale oil and nobody knows why", 70'000, later);
    const auto again = lend_times(*timed, later);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->segments[0].start_ms, 70'000);
    EXPECT_FALSE(again->segments[1].start_ms && *again->segments[1].start_ms < 70'000);
}

TEST(LendTimes, ThePublishersTimesStay) {
    Transcript plain = published(kTalk);
    plain.segments[0].start_ms = 12'345;
    Transcript heard;
    hear("the lamp burns with whale oil and nobody knows why it smells of the sea when it is lit", 10'000, heard);
    const auto timed = lend_times(plain, heard);
    ASSERT_TRUE(timed.has_value());
    EXPECT_EQ(timed->segments[0].start_ms, 12'345);
    EXPECT_FALSE(timed->segments[0].time_heard);
    EXPECT_EQ(timed->segments[1].start_ms, 15'000);
    // A time that contradicts the publisher's is none.
    plain.segments[0].start_ms = 16'000;
    EXPECT_FALSE(lend_times(plain, heard)->segments[1].start_ms.has_value());
}

TEST(LendTimes, SaysWhatWasHeardThatIsNotInTheTranscript) {
    Transcript heard;
    hear("the lamp burns with whale oil and nobody knows why", 0, heard);
    std::string advertisement;
    for (int i = 0; i < 50; ++i) advertisement += "mattress" + std::to_string(i) + " ";
    hear(advertisement, 5'000, heard);
    hear("it smells of the sea when it is lit", 30'000, heard);
    const auto timed = lend_times(published(kTalk), heard);
    ASSERT_TRUE(timed.has_value());
    ASSERT_EQ(timed->hearing->warnings.size(), 1u);
    EXPECT_EQ(timed->hearing->warnings[0].kind, "gap");
    EXPECT_EQ(timed->hearing->warnings[0].start_ms, 5'000);
    EXPECT_EQ(timed->segments[1].start_ms, 30'000);
}

TEST(LendTimes, AnotherRecordingIsRefused) {
    Transcript heard;
    hear("completely different things were said in this recording about the price of cheese in France", 0, heard);
    const auto timed = lend_times(published(kTalk), heard);
    ASSERT_FALSE(timed.has_value());
    EXPECT_NE(timed.error().message.find("of the transcript's 19 words"), std::string::npos) << timed.error().message;
    EXPECT_FALSE(lend_times(published(kTalk), Transcript{}).has_value());
}

}  // namespace
}  // namespace earwitness::speech
