#include "transcript/read.h"

#include <gtest/gtest.h>

#include <string>

#include "transcript/rttm.h"
#include "transcript/speaker_turns.h"

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

TEST(SpeakerTurnsTest, CutsSegmentsWhereTheSpeakerChanges) {
    // A word each 500 ms, 400 long.
    const auto timed = [](const std::string& text, const std::string& speaker = "") {
        GivenSegment segment{speaker, text, 0, {}, {}};
        std::int64_t at = 0;
        for (std::size_t begin = 0; begin < text.size(); at += 500) {
            const std::size_t end = std::min(text.find(' ', begin), text.size());
            segment.words.push_back({text.substr(begin, end - begin), at, at + 400, 1});
            begin = end + 1;
        }
        segment.end_ms = at - 100;
        return transcript_from_recogniser({segment});
    };
    const struct {
        const char* what;
        Transcript transcript;
        std::vector<SpeakerTurn> turns;
        const char* expected;
    } cases[] = {
        {"a change",
         timed("Who lit it? I did."),
         {{1500, 9000, "B"}, {0, 1450, "A"}},
         "0-1400 A: Who lit it? | 1500-2400 B: I did."},
        {"a word across the border goes to who has more of it",
         timed("a b c d"),
         {{0, 900, "A"}, {1150, 3000, "B"}},
         "0-900 A: a b | 1000-1900 B: c d"},
        {"turns within turns", timed("a b c d e f"), {{0, 3000, "A"}, {950, 1450, "B"}}, "0-2900 A: a b c d e f"},
        {"a hole of two words joins those before",
         timed("a b c d"),
         {{0, 450, "A"}, {1450, 3000, "B"}},
         "0-1400 A: a b c | 1500-1900 B: d"},
        {"a hole of three is nobody's",
         timed("a b c d e"),
         {{0, 450, "A"}, {1950, 3000, "B"}},
         "0-400 A: a | 500-1900 b c d | 2000-2400 B: e"},
        {"unless both sides are one", timed("a b c d e"), {{0, 450, "A"}, {1950, 3000, "A"}}, "0-2400 A: a b c d e"},
        {"a publisher's label stays", timed("a b", "Ada"), {{0, 9000, "B"}}, "0-900 Ada: a b"},
        {"no turns", timed("a b"), {}, "0-900 a b"},
        {"turns elsewhere", timed("a b c"), {{90'000, 99'000, "A"}}, "0-1400 a b c"},
        {"turns that are none", timed("a b c"), {{900, 0, "A"}, {5, 5, "B"}, {0, 9000, ""}}, "0-1400 a b c"},
    };
    for (const auto& c : cases) {
        Transcript transcript = c.transcript;
        apply_speaker_turns(c.turns, transcript);
        EXPECT_EQ(shown(transcript), c.expected) << c.what;
        EXPECT_EQ(transcript.text, c.transcript.text) << c.what;
        EXPECT_EQ(transcript.words.size(), c.transcript.words.size()) << c.what;
        for (std::size_t i = 0; i < transcript.speakers.size(); ++i)
            EXPECT_EQ(transcript.speakers[i].id, "s" + std::to_string(i)) << c.what;
    }
}

TEST(SpeakerTurnsTest, LabelsSegmentsWithoutWordsWhole) {
    auto transcript = transcript_from_segments({{"", "One thing.", 0, 1000, {}},
                                                {"", "Another.", 1000, 2000, {}},
                                                {"Cy", "Mine.", 2000, 3000, {}},
                                                {"", "No time.", {}, {}, {}}});
    apply_speaker_turns({{0, 900, "B"}, {1100, 1500, "A"}, {1500, 1900, "B"}}, transcript);
    EXPECT_EQ(shown(transcript), "0-1000 B: One thing. | 1000-2000 Another. | 2000-3000 Cy: Mine. | ?-? No time.");
    EXPECT_EQ(transcript.speakers.size(), 2u);
    EXPECT_EQ(transcript.speakers[1].name, "Cy");
}

TEST(SpeakerTurnsTest, TakesHostileTurnsInTime) {
    std::vector<SpeakerTurn> turns;
    for (int i = 0; i < 200'000; ++i) turns.push_back({i % 1000, 3'600'000 - i % 777, "S" + std::to_string(i % 5000)});
    Transcript transcript = transcript_from_segments({{"", "words here", 0, 3'600'000, {}}});
    apply_speaker_turns(turns, transcript);
    EXPECT_EQ(transcript.segments.size(), 1u);
}

TEST(RttmTest, ReadsTurnsAndSaysWhatIsWrong) {
    const std::string good = "SPEAKER talk 1 0.5 2.25 <NA> <NA> spk_0 <NA> <NA>\n";
    const struct {
        std::string bytes, expected;
    } cases[] = {
        {good, "500-2750 spk_0;"},
        {";; a comment\r\n\r\nSPKR-INFO talk 1 <NA> <NA> <NA> unknown spk_0 <NA>\r\n" + good +
             "SPEAKER\ttalk 1 10 1e1 <NA> <NA> B <NA>",
         "500-2750 spk_0;10000-20000 B;"},
        {good + "SPEAKER talk 1 5 0 <NA> <NA> B <NA> <NA>\nSPEAKER talk 1 5 1 <NA> <NA> <NA> <NA> <NA>\n",
         "500-2750 spk_0;"},
        {good + "SPEAKER talk 1 5 1 <NA> <NA> \xFF\xFE <NA> <NA>\n",
         "500-2750 spk_0;5000-6000 \xEF\xBF\xBD\xEF\xBF\xBD;"},
        {good + "SPEAKER talk 1 x 1 <NA> <NA> B <NA> <NA>\n", "RTTM, line 2: the start 'x'"},
        {good + "SPEAKER talk 1 -1 1 <NA> <NA> B <NA> <NA>\n", "RTTM, line 2: the start '-1'"},
        {good + "\nSPEAKER talk 1 1 nan <NA> <NA> B <NA> <NA>\n", "RTTM, line 3: the duration 'nan'"},
        {good + "SPEAKER talk 1 1 1e300 <NA> <NA> B <NA> <NA>\n", "RTTM, line 2: the duration '1e300'"},
        {good + "SPEAKER talk 1 1 1\n", "RTTM, line 2: a turn has at least 8 fields, and this has 5"},
        {good + "SPEAKER other 1 1 1 <NA> <NA> B <NA> <NA>\n", "RTTM, line 2: tells of the recording 'other'"},
        {"WEBVTT\n\n", "RTTM, line 1: 'WEBVTT' is no line of RTTM"},
        {"", "RTTM without a turn"},
        {std::string(100'000, 'x'), "RTTM, line 1: "},
    };
    for (const auto& c : cases) {
        const auto turns = parse_rttm(c.bytes);
        std::string shown_turns = turns ? "" : turns.error().message;
        if (turns)
            for (const auto& turn : *turns)
                shown_turns +=
                    std::to_string(turn.start_ms) + "-" + std::to_string(turn.end_ms) + " " + turn.speaker + ";";
        EXPECT_EQ(shown_turns.substr(0, turns ? shown_turns.size() : c.expected.size()), c.expected)
            << c.bytes.substr(0, 200);
        EXPECT_LT(shown_turns.size(), 600u);
    }
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
