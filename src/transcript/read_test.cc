#include "transcript/read.h"

#include <gtest/gtest.h>

#include <string>

namespace earwitness::transcript {
namespace {

// "0-1000 Ada: words | ..." of a transcript, for tables.
std::string shown(const Transcript& t) {
    std::string out;
    for (const auto& s : t.segments) {
        if (!out.empty()) out += " | ";
        out += s.start_ms ? std::to_string(*s.start_ms) : "?";
        out += "-" + (s.end_ms ? std::to_string(*s.end_ms) : "?") + " ";
        if (s.speaker != kNoSpeaker) out += t.speakers.at(static_cast<std::size_t>(s.speaker)).name + ": ";
        out += s.span.in(t.text);
    }
    return out;
}

std::string read_shown(std::string_view bytes) {
    const auto read = read_transcript(bytes);
    return read ? shown(read->transcript) : "error: " + read.error().message;
}

TEST(ReadTranscriptTest, ReadsCaptions) {
    const struct {
        std::string_view bytes, expected;
    } cases[] = {
        {"WEBVTT\n\n00:01.000 --> 00:02.500\nHello\nthere\n", "1000-2500 Hello there"},
        {"WEBVTT\n\nid\n00:01.000 --> 00:02.000\n<v Ada>Hi &amp; bye</v>\n", "1000-2000 Ada: Hi & bye"},
        {"WEBVTT\n\n0.000 --> 3.480\n<v SPEAKER_1>It's <i>Friday</i>.\n", "0-3480 SPEAKER_1: It's Friday."},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Hi <v Bob>Ho\n", "1000-2000 Ada: Hi | 1000-2000 Bob: Ho"},
        {"WEBVTT\n\nNOTE\nnot said\n\nSTYLE\n::cue{}\n\n00:01.000 --> 00:02.000\nsaid\n", "1000-2000 said"},
        {"1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:02,000 --> 00:00:03,000\nTwo\n",
         "1000-2000 One | 2000-3000 Two"},
        {"00:00:01.5-->00:00:02\nOne\n00:00:02,000-->00:00:03,000\n<b>Two</b>\n", "1500-2000 One | 2000-3000 Two"},
        {"1\n00:00:05,000 --> 00:00:06,000\nB\n\n2\n00:00:01,000 --> 00:00:02,000\nA\n", "1000-2000 A | 5000-6000 B"},
        {"1\n00:00:01,000 --> 00:00:04,000\nA\n\n2\n00:00:02,000 --> 00:00:03,000\nB\n", "1000-2000 A | 2000-3000 B"},
    };
    for (const auto& c : cases) EXPECT_EQ(read_shown(c.bytes), c.expected) << c.bytes;
}

TEST(ReadTranscriptTest, FindsNothingOddInAClosedVoice) {
    for (const std::string_view bytes : {"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Hi</v>\n",
                                         "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Hi</v> \n"}) {
        const auto read = read_transcript(bytes);
        ASSERT_TRUE(read) << bytes;
        EXPECT_EQ(read->diagnostics.size(), 0u)
            << bytes << ": " << (read->diagnostics.empty() ? "" : read->diagnostics[0].message);
    }
}

TEST(ReadTranscriptTest, LooksAtNoHalfCharacter) {
    // Sniffing looks at the first 16 kB: a character across that border must not be cut.
    for (std::size_t pad = 16380; pad < 16388; ++pad) {
        const std::string text = std::string(pad, 'a') + "\xF0\x9F\x8E\x99 end.";
        const auto read = read_transcript(text);
        ASSERT_TRUE(read) << pad;
        EXPECT_EQ(read->transcript.text, text) << pad;
    }
}

TEST(TranscriptFromTextTest, CutsParagraphsAndKeepsEveryByte) {
    const std::string text = "  One\nmore \r\n \r\nTwo\n";
    const auto made = transcript_from_text(text);
    EXPECT_EQ(made.text, text);
    EXPECT_EQ(shown(made), "?-? One\nmore | ?-? Two");
}

TEST(TranscriptFromSegmentsTest, KeepsOrderAndWords) {
    const auto made = transcript_from_segments({{"B", " b  b ", 5000, 6000}, {"", "\n", {}, {}}, {"A", "a", 1, -2}});
    EXPECT_EQ(shown(made), "5000-6000 B: b  b | 1-? A: a");
}

}  // namespace
}  // namespace earwitness::transcript
