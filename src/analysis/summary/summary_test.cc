#include "analysis/summary/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace earwitness::analysis::summary {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Episode {
    Transcript transcript;
    Summary summary;
    std::string words;  // of the summary, sentences parted by '|'

    explicit Episode(const std::string& text, const std::vector<Insight>& insights = {},
                     const std::vector<SponsorRead>& sponsors = {}) {
        transcript.text = text;
        transcript.segments.push_back({{0, static_cast<std::uint32_t>(text.size())}, {}, {}, kNoSpeaker});
        const Document document = build_document(transcript);
        const Background background = Background::load(Background::builtin_bytes()).value();
        summary = summarise(document, build_terms(document, background), {}, insights, sponsors);
        for (const Span& span : summary.sentences)
            words += (words.empty() ? "" : "|") + std::string(span.in(transcript.text));
    }
};

const std::string kTalk =
    "Yeah, exactly. Right, right. In this episode Ada explains how the submarine cable between Iceland and Ireland was "
    "laid by three ships. "
    "You know, I mean. What do you think about that? The cable carries the traffic of forty data centres, and a single "
    "anchor can cut it. "
    "This show is brought to you by Acme, the best cable shop in the whole wide world of cables. And so then we "
    "[laughter] the cable "
    "ships and the submarine cable and the... Repairing the submarine cable takes a ship two weeks because the water "
    "is four kilometres deep.";

TEST(Summary, IsCompleteSentencesInTheirOrder) {
    const Episode e(kTalk);
    ASSERT_FALSE(e.summary.sentences.empty());
    for (std::size_t i = 0; i < e.summary.sentences.size(); ++i) {
        const auto said = e.summary.sentences[i].in(e.transcript.text);
        EXPECT_EQ(said.back(), '.') << said;
        if (i > 0) {
            EXPECT_LT(e.summary.sentences[i - 1].end, e.summary.sentences[i].begin);
        }
    }
    EXPECT_THAT(e.words, HasSubstr("submarine cable"));
    for (const char* no : {"exactly", "Right", "What do", "[laughter]", "I mean"})
        EXPECT_THAT(e.words, Not(HasSubstr(no)));
}

// Each is about what the talk is about, and long enough; none may stand in a summary.
TEST(Summary, HasNoGreetingNoFragmentAndNoQuestion) {
    const char* kNever[] = {
        "Hello everyone, the submarine cable show is here with three ships again.",
        "Welcome back to the show about the submarine cable and the ships that lay it.",
        "Thank you so much for the talk about the submarine cable between Iceland and Ireland.",
        "Of the submarine cable ships in the deep water between Iceland and Ireland.",
        "Which the submarine cable ships have laid between Iceland and Ireland for years.",
        "The submarine cable and the ships and the anchors and the deep water.",
        "Is the submarine cable between Iceland and Ireland laid by the three ships?",
    };
    for (const char* never : kNever) {
        const Episode e(std::string(never) + " " + kTalk);
        EXPECT_THAT(e.words, Not(HasSubstr(never)));
        EXPECT_THAT(e.words, HasSubstr("submarine cable")) << never;
    }
}

TEST(Summary, HasNothingOfASponsorRead) {
    SponsorRead read;
    const auto begin = static_cast<std::uint32_t>(kTalk.find("This show"));
    read.span = {begin, static_cast<std::uint32_t>(kTalk.find("And so then"))};
    EXPECT_THAT(Episode(kTalk, {}, {read}).words, Not(HasSubstr("Acme")));
}

TEST(Summary, SectionsStandOnlyWhereThereIsSomething) {
    Insight advice;
    advice.type = InsightType::kRecommendation;
    advice.span = {0, 14};
    advice.confidence = 0.9;
    const Episode without(kTalk), with(kTalk, {advice});
    ASSERT_EQ(without.summary.sections.size(), 1u);
    EXPECT_EQ(without.summary.sections[0].heading, "What it is about");
    ASSERT_EQ(with.summary.sections.size(), 2u);
    EXPECT_EQ(with.summary.sections[1].heading, "What to do");
    EXPECT_EQ(with.summary.sections[1].sentences, (std::vector<Span>{{0, 14}}));
}

TEST(Summary, OfNothingIsNothing) {
    const Episode e("");
    EXPECT_TRUE(e.summary.sentences.empty() && e.summary.sections.empty());
}

}  // namespace
}  // namespace earwitness::analysis::summary
