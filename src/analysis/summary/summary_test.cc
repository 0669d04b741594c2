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
                     const std::vector<SponsorRead>& sponsors = {}, const std::vector<Entity>& entities = {}) {
        transcript.text = text;
        transcript.segments.push_back({{0, static_cast<std::uint32_t>(text.size())}, {}, {}, kNoSpeaker});
        const Document document = build_document(transcript);
        const Background background = Background::load(Background::builtin_bytes()).value();
        summary = summarise(document, build_terms(document, background), {}, insights, entities, sponsors);
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

TEST(Summary, BeginsBehindAnIntroduction) {
    const std::string stays = "today we're talking about the submarine cable between Iceland and Ireland.";
    EXPECT_EQ(Episode("I'm Ada Palmer, and " + stays + " " + kTalk).words.substr(0, stays.size()), stays);
    const std::string bare = "I'm a diver with the submarine cable ships that lie between Iceland and Ireland.";
    EXPECT_THAT(Episode(bare + " " + kTalk).words, Not(HasSubstr("diver")));
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
    advice.confidence = 0.9;
    const std::string words = "You should see it.", text = words + " " + kTalk;
    advice.span = {0, static_cast<std::uint32_t>(words.size())};
    const Episode without(text), with(text, {advice});
    ASSERT_EQ(without.summary.sections.size(), 1u);
    EXPECT_EQ(without.summary.sections[0].heading, "What it is about");
    ASSERT_EQ(with.summary.sections.size(), 2u);
    EXPECT_EQ(with.summary.sections[1].heading, "What to do");
    EXPECT_EQ(with.summary.sections[1].sentences, (std::vector<Span>{advice.span}));
    for (const std::string broken :
         {"You should see it because...", "You should \\[unintelligible 00:01\\] it.", "Exactly."}) {
        advice.span = {0, static_cast<std::uint32_t>(broken.size())};
        EXPECT_EQ(Episode(broken + "\n" + kTalk, {advice}).summary.sections.size(), 1u) << broken;
    }
}

TEST(Summary, SectionsRepeatNothing) {
    Insight claim;
    claim.type = InsightType::kStatistic;
    claim.confidence = 0.9;
    const auto at = [](std::string_view text, std::string_view words) {
        const auto begin = static_cast<std::uint32_t>(text.find(words));
        return Span{begin, begin + static_cast<std::uint32_t>(words.size())};
    };
    // A claim of the summary itself, the same claim in other words, one of a greeting and one of a sponsor read.
    const std::string first = "The cable carries the traffic of forty data centres, and a single anchor can cut it.";
    const std::string again = "A cable carries the traffic of forty data centres, and one anchor can cut it.";
    const std::string hello = "Hello everyone, forty ships are here.";
    const std::string ad = "Acme sells ninety anchors.";
    const std::string fresh = "Iceland has nine bakeries.";
    const std::string text = kTalk + " " + again + " " + hello + " " + ad + " " + fresh;
    std::vector<Insight> insights;
    for (const auto& words : {first, again, hello, ad, fresh}) {
        claim.span = at(text, words);
        insights.push_back(claim);
    }
    SponsorRead read;
    read.span = at(text, ad);
    const Episode e(text, insights, {read});
    ASSERT_THAT(e.words, HasSubstr(first));
    ASSERT_EQ(e.summary.sections.size(), 2u);
    EXPECT_EQ(e.summary.sections[1].heading, "What was claimed");
    EXPECT_EQ(e.summary.sections[1].sentences, (std::vector<Span>{at(text, fresh)}));
}

TEST(Summary, TellsTheBusinessAndWhoIsWho) {
    const std::string business =
        "The customers have paid for a subscription, and so the revenue of the cable company will grow.";
    const std::string who = "Ada Palmer is the founder of the Iceland Cable Company and lives in Dublin.";
    const std::string text = kTalk + kTalk + kTalk + " " + business + " " + who;
    Entity ada;
    ada.type = EntityType::kPerson;
    ada.salience = 0.5;
    const auto begin = static_cast<std::uint32_t>(text.find("Ada Palmer"));
    ada.mentions = {{{begin, begin + 10}, {}, kNoSpeaker, 1}};
    Entity advertiser = ada;
    advertiser.in_sponsor_only = true;
    const auto spans_under = [](const Episode& e, std::string_view heading) {
        std::string out;
        for (const auto& section : e.summary.sections)
            for (const Span& span : section.sentences)
                if (section.heading == heading) out += span.in(e.transcript.text);
        return out;
    };
    const Episode e(text, {}, {}, {ada}), sold(text, {}, {}, {advertiser});
    const auto told = [&](const std::string& words) { return e.words.find(words) != std::string::npos; };
    EXPECT_TRUE(told(business) || spans_under(e, "The business side") == business);
    EXPECT_TRUE(told(who) || spans_under(e, "People and companies") == who);
    EXPECT_FALSE(told(business) && told(who)) << "the test shows nothing";
    EXPECT_EQ(spans_under(sold, "People and companies"), "");
}

TEST(Summary, OfNothingIsNothing) {
    const Episode e("");
    EXPECT_TRUE(e.summary.sentences.empty() && e.summary.sections.empty());
}

}  // namespace
}  // namespace earwitness::analysis::summary
