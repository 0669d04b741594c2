#include "analysis/document.h"

#include <gtest/gtest.h>

#include <string>

#include "text/utf8.h"

namespace earwitness::analysis {
namespace {

// A transcript whose segments are joined by `between`; each row is speaker, text, start, end (-1: no time).
struct Row {
    int speaker;
    const char* text;
    std::int64_t start_ms = -1, end_ms = -1;
    const char* between = "\n";
};

Transcript transcript_of(const std::vector<Row>& rows) {
    Transcript t;
    for (const Row& row : rows) {
        if (!t.text.empty()) t.text += row.between;
        Segment s;
        s.span.begin = static_cast<std::uint32_t>(t.text.size());
        t.text += row.text;
        s.span.end = static_cast<std::uint32_t>(t.text.size());
        s.speaker = row.speaker;
        if (row.start_ms >= 0) s.start_ms = row.start_ms;
        if (row.end_ms >= 0) s.end_ms = row.end_ms;
        t.segments.push_back(s);
        while (static_cast<int>(t.speakers.size()) <= row.speaker)
            t.speakers.push_back({"s" + std::to_string(t.speakers.size()), "S"});
    }
    return t;
}

std::string sentences_of(const Document& d) {
    std::string out;
    for (const Sentence& s : d.sentences) {
        std::string part(d.of(s.span));
        for (char& c : part)
            if (c == '\n') c = '/';
        out += (out.empty() ? "" : "|") + part;
    }
    return out;
}

TEST(Document, CaptionCuesOfOneVoiceJoinIntoSentences) {
    const Transcript t = transcript_of({{0, "So I went to", 0, 1000},
                                        {0, "the shop. And then", 1000, 2000},
                                        {0, "I left.", 2000, 3000},
                                        {1, "Why", 3000, 4000},
                                        {0, "not?", 4000, 5000}});
    const Document d = build_document(t);
    EXPECT_EQ(sentences_of(d), "So I went to/the shop.|And then/I left.|Why|not?");
    ASSERT_EQ(d.turns.size(), 3u);
    EXPECT_EQ(d.turns[0].sentence_count, 2u);
    EXPECT_EQ(d.turns[1].speaker, 1);
    EXPECT_EQ(d.turns[2].first_sentence, 3u);
}

TEST(Document, ALabelBetweenSegmentsEndsTheSentence) {
    const Transcript t = transcript_of({{0, "I think that"}, {0, "we should.", -1, -1, "\n**Ada:** "}});
    const Document d = build_document(t);
    EXPECT_EQ(sentences_of(d), "I think that|we should.");
    EXPECT_EQ(d.turns.size(), 1u);
}

TEST(Document, RawTextIsCutAtSilences) {
    std::vector<Row> rows;
    std::string eight = "one two three four five six seven eight";
    for (int i = 0; i < 12; ++i)
        rows.push_back({kNoSpeaker, eight.c_str(), i * 4000, i * 4000 + (i % 3 == 2 ? 3000 : 4000)});
    const Transcript t = transcript_of(rows);
    const Document d = build_document(t);
    EXPECT_EQ(d.sentences.size(), 4u) << sentences_of(d);
    EXPECT_EQ(d.turns.size(), 1u);
}

TEST(Document, RawTextIsCutAtSilencesBetweenWords) {
    Transcript t = transcript_of({{kNoSpeaker, "", 0, 60000}});
    t.segments.clear();
    for (int i = 0; i < 60; ++i) {
        if (i) t.text += ' ';
        const auto begin = static_cast<std::uint32_t>(t.text.size());
        t.text += "word";
        t.words.push_back({{begin, begin + 4}, i * 1000, i * 1000 + (i % 20 == 19 ? 300 : 900)});
    }
    t.segments.push_back({{0, static_cast<std::uint32_t>(t.text.size())}, 0, 60000, kNoSpeaker});
    const Document d = build_document(t);
    EXPECT_EQ(d.sentences.size(), 3u) << sentences_of(d);
}

TEST(Document, AnUnlabelledLongPauseStartsATurn) {
    const Transcript t = transcript_of({{kNoSpeaker, "Hello there.", 0, 1000},
                                        {kNoSpeaker, "Still me.", 1100, 2000},
                                        {kNoSpeaker, "After music.", 9000, 9900}});
    EXPECT_EQ(build_document(t).turns.size(), 2u);
}

TEST(Document, TimesComeFromWordsThenFromTheSegment) {
    Transcript t = transcript_of({{0, "abcd efgh", 1000, 1900}, {0, "last one", 5000}});
    t.words.push_back({{5, 9}, 1700, 1850});
    const Document d = build_document(t);
    EXPECT_EQ(d.start_ms_at(0), 1000);
    EXPECT_EQ(d.start_ms_at(2), 1200);
    EXPECT_EQ(d.start_ms_at(6), 1700);
    EXPECT_EQ(d.end_ms_at(9), 1850);
    EXPECT_EQ(d.end_ms_at(4), 1400);
    EXPECT_EQ(d.start_ms_at(10), 5000);
    EXPECT_EQ(d.end_ms_at(18), 5000) << "no end is known: the segment's start";
    const Transcript untimed = transcript_of({{0, "abcd"}});
    EXPECT_EQ(build_document(untimed).start_ms_at(0), std::nullopt);
}

TEST(Document, FindsSentenceAndSpeakerOfAnOffset) {
    const Transcript t = transcript_of({{0, "One. Two."}, {1, "Three."}});
    const Document d = build_document(t);
    EXPECT_EQ(d.sentence_at(0), 0u);
    EXPECT_EQ(d.sentence_at(4), 1u) << "the space behind a sentence belongs to the next";
    EXPECT_EQ(d.sentence_at(6), 1u);
    EXPECT_EQ(d.sentence_at(12), 2u);
    EXPECT_EQ(d.sentence_at(1000), 3u);
    EXPECT_EQ(d.speaker_at(2), 0);
    EXPECT_EQ(d.speaker_at(10), 1);
}

TEST(Document, AnEmptyTranscriptIsAnEmptyDocument) {
    const Transcript t;
    const Document d = build_document(t);
    EXPECT_TRUE(d.sentences.empty() && d.turns.empty() && d.tokens.empty());
    EXPECT_EQ(d.start_ms_at(0), std::nullopt);
    EXPECT_EQ(d.speaker_at(0), kNoSpeaker);
}

// Sentences are sorted, inside one turn's speaker, and their token ranges lie one behind the other.
TEST(Document, KeepsItsInvariants) {
    std::vector<Row> rows;
    unsigned seed = 3;
    const char* texts[] = {"Yes.", "and so on", "it was. Then", "Mr.", "Smith left?", "...", "\xC3\xA9t\xC3\xA9!"};
    for (int i = 0; i < 500; ++i) {
        seed = seed * 1664525u + 1013904223u;
        rows.push_back({static_cast<int>(seed >> 30) - 1, texts[(seed >> 20) % 7], i * 1000, i * 1000 + 900,
                        (seed >> 10) % 5 ? "\n" : "\nX: "});
    }
    const Transcript t = transcript_of(rows);
    const Document d = build_document(t);
    std::uint32_t at = 0, token = 0;
    for (const Sentence& s : d.sentences) {
        ASSERT_LE(at, s.span.begin);
        ASSERT_EQ(s.first_token, token);
        ASSERT_EQ(d.turns[s.turn].speaker, s.speaker);
        ASSERT_TRUE(d.turns[s.turn].span.contains(s.span));
        ASSERT_EQ(text::trimmed(d.of(s.span)), d.of(s.span));
        at = s.span.end;
        token += s.token_count;
    }
    ASSERT_EQ(token, d.tokens.size());
    ASSERT_GT(d.sentences.size(), 300u);
}

}  // namespace
}  // namespace earwitness::analysis
