#include "analysis/chapters/given.h"

#include <gtest/gtest.h>

#include <string>

namespace earwitness::analysis::chapters {
namespace {

// Ten sentences of ten seconds each, one a segment: "One 0 here." is said from 0 to 9 s.
struct Talk {
    Transcript transcript;
    Document document;

    explicit Talk(bool timed = true) {
        for (int i = 0; i < 10; ++i) {
            const auto begin = static_cast<std::uint32_t>(transcript.text.size());
            transcript.text += "One " + std::to_string(i) + " here.";
            const auto end = static_cast<std::uint32_t>(transcript.text.size());
            transcript.text += "\n";
            Segment segment{{begin, end}, {}, {}, i};
            if (timed) segment.start_ms = i * 10'000, segment.end_ms = i * 10'000 + 9'000;
            transcript.segments.push_back(segment);
            transcript.speakers.push_back({"s" + std::to_string(i), ""});
        }
        document = build_document(transcript);
    }

    // "title@first sentence ..." of each, after the invariants that found chapters keep too.
    std::string place(const std::vector<FeedChapter>& given) const {
        std::string out;
        const auto chapters = place_chapters(document, given);
        for (std::size_t i = 0; i < chapters.size(); ++i) {
            const Chapter& c = chapters[i];
            EXPECT_TRUE(c.given);
            EXPECT_EQ(c.start_ms, document.start_ms_at(c.span.begin));
            if (i > 0) {
                EXPECT_EQ(document.sentence_at(c.span.begin), document.sentence_at(chapters[i - 1].span.end - 1) + 1);
            }
            out += c.title + "@" + std::to_string(document.sentence_at(c.span.begin)) + " ";
        }
        if (!chapters.empty()) {
            EXPECT_EQ(chapters.back().span.end, document.sentences.back().span.end);
        }
        return out;
    }
};

TEST(GivenChapters, BeginWithTheNearestSentenceAndHoldTheWholeTalk) {
    const Talk talk;
    const struct {
        std::vector<FeedChapter> given;
        const char* placed;
    } cases[] = {
        {{{0, "A", "", ""}, {31'000, "B", "", ""}, {58'000, "C", "", ""}}, "A@0 B@3 C@6 "},
        {{{58'000, "C", "", ""}, {0, "A", "", ""}}, "A@0 C@6 "},       // any order
        {{{25'500, "A", "", ""}, {60'000, "B", "", ""}}, "A@0 B@6 "},  // the first begins with the talk
        {{{0, "Music", "", ""}, {2'000, "A", "", ""}, {50'000, "B", "", ""}}, "A@0 B@5 "},  // no words before A
        {{{0, "A", "", ""}, {20'000, "", "", ""}, {50'000, " B\n2 ", "", ""}}, "A@0 B 2@5 "},
        {{{0, "A", "", ""}, {99'000, "Behind the talk", "", ""}, {-5, "Never", "", ""}}, "A@0 "},
        {{}, ""},
    };
    for (const auto& one : cases) EXPECT_EQ(talk.place(one.given), one.placed);
}

TEST(GivenChapters, NeedATimedTranscript) { EXPECT_EQ(Talk(false).place({{0, "A", "", ""}}), ""); }

}  // namespace
}  // namespace earwitness::analysis::chapters
