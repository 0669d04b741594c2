#include "transcript/write.h"

#include <gtest/gtest.h>

#include "transcript/read.h"

namespace earwitness::transcript {
namespace {

TEST(WriteTranscriptTest, WritesEachFormat) {
    const auto made = transcript_from_segments({{"Ada", "1 < 2 & so on", 1000, 2500}, {"Bob", "Yes.", 2500, 3000}});
    EXPECT_EQ(write_vtt(made),
              "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<v Ada>1 &lt; 2 &amp; so on\n\n"
              "00:00:02.500 --> 00:00:03.000\n<v Bob>Yes.\n");
    EXPECT_EQ(
        write_srt(made),
        "1\n00:00:01,000 --> 00:00:02,500\nAda: 1 < 2 & so on\n\n2\n00:00:02,500 --> 00:00:03,000\nBob: Yes.\n\n");
    EXPECT_EQ(write_podcast_json(made),
              "{\"version\":\"1.0.0\",\"segments\":[{\"speaker\":\"Ada\",\"startTime\":1.000,\"endTime\":2.500,"
              "\"body\":\"1 < 2 & so on\"},"
              "{\"speaker\":\"Bob\",\"startTime\":2.500,\"endTime\":3.000,\"body\":\"Yes.\"}]}\n");
    EXPECT_EQ(write_text(made), "[0:00:01] Ada: 1 < 2 & so on\n\n[0:00:02] Bob: Yes.\n");
}

TEST(WriteTranscriptTest, CutsLongSegmentsAtWordsByShareOfBytes) {
    const auto made = transcript_from_segments(
        {{"",
          "one two three four five six seven eight nine ten eleven twelve, thirteen fourteen fifteen sixteen seventeen",
          0, 10000}});
    EXPECT_EQ(write_srt(made),
              "1\n00:00:00,000 --> 00:00:05,981\none two three four five six seven\neight nine ten eleven twelve,\n\n"
              "2\n00:00:05,981 --> 00:00:10,000\nthirteen fourteen\nfifteen sixteen seventeen\n\n");
}

TEST(WriteTranscriptTest, SaysThatTimesAreEstimated) {
    const std::string vtt = write_vtt(transcript_from_text("Hello there.\n\nBye."));
    EXPECT_NE(vtt.find("\nNOTE "), std::string::npos) << vtt;
    EXPECT_NE(vtt.find("00:00:00.000 --> 00:00:00.780\nHello there."), std::string::npos) << vtt;
}

}  // namespace
}  // namespace earwitness::transcript
