#include "analysis/summary/introductions.h"

#include <gtest/gtest.h>

namespace earwitness::analysis::summary {
namespace {

TEST(Introductions, AreFoundWithWhatComesBehindThem) {
    constexpr const char *kNone = "none", *kBare = "";
    const struct {
        const char *said, *behind;
    } kCases[] = {
        {"I'm Ada Palmer, and today we're talking about the submarine cable.",
         "today we're talking about the submarine cable."},
        {"I\u2019m your host, Ada Palmer, and on today's show we have a captain.",
         "on today's show we have a captain."},
        {"I am Ada, I'm your host this week, and I am joined by the captain.", "I am joined by the captain."},
        {"Well, I'm a diver, and I'm joined by Ben, who runs the ships.", "I'm joined by Ben, who runs the ships."},
        {"This is the Cable Show and I am your host.", kBare},
        {"I'm a diver with the cable ships, and I'm joined as always by my co-host, Ben Smith of Ireland.", kBare},
        {"I'm Ada, and today is it.", kBare},
        {"I'm sure that the submarine cable was laid by three ships, and today we have four.", kNone},
        {"This is Iceland, and today we're on the submarine cable ships.", kNone},
        {"The host of the ships is here, and today we're at sea with them.", kNone},
    };
    for (const auto& [said, behind] : kCases) {
        Transcript transcript;
        transcript.text = said;
        transcript.segments.push_back({{0, static_cast<std::uint32_t>(transcript.text.size())}, {}, {}, kNoSpeaker});
        const auto found = find_introductions(build_document(transcript));
        ASSERT_EQ(found.size(), behind == kNone ? 0u : 1u) << said;
        if (found.empty()) continue;
        EXPECT_EQ(found[0].behind.in(transcript.text), behind) << said;
    }
}

TEST(Introductions, KnowTheSpeakersOwnName) {
    Transcript transcript;
    transcript.text = "This is Ada Palmer, and today we're on the submarine cable ships between Iceland and Ireland.";
    transcript.speakers = {{"s0", "Ada Palmer"}};
    transcript.segments.push_back({{0, static_cast<std::uint32_t>(transcript.text.size())}, {}, {}, 0});
    const auto found = find_introductions(build_document(transcript));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].behind.in(transcript.text), transcript.text.substr(transcript.text.find("today")));
    transcript.speakers[0].name = "Ben Smith";
    EXPECT_TRUE(find_introductions(build_document(transcript)).empty());
}

}  // namespace
}  // namespace earwitness::analysis::summary
