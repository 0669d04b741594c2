#include "analysis/topics/topics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "text/utf8.h"

namespace earwitness::analysis::topics {
namespace {

using ::testing::Contains;
using ::testing::Not;

struct Episode {
    Transcript transcript;
    std::vector<Topic> topics;

    explicit Episode(const std::string& text, const std::vector<Entity>& entities = {},
                     const std::vector<SponsorRead>& sponsors = {}) {
        transcript.text = text;
        transcript.segments.push_back({{0, static_cast<std::uint32_t>(text.size())}, {}, {}, kNoSpeaker});
        const Document document = build_document(transcript);
        const Background background = Background::load(Background::builtin_bytes()).value();
        const Terms terms = build_terms(document, background);
        topics = extract_topics(
            document, terms, background,
            find_candidates(document, terms, background, sponsors, person_words(document, {}, entities)));
    }
    std::vector<std::string> labels() const {
        std::vector<std::string> out;
        for (const Topic& t : topics) out.push_back(t.label);
        return out;
    }
};

const char* const kTalk =
    "So the thing is, we really like the submarine cable. A submarine cable is laid by a ship. The ship is called "
    "Ariel. "
    "You know, it is really interesting how the submarine cable works, and the ship has to stop. We asked Nexans about "
    "it, "
    "and Nexans said that the cable is tested. The Nexans people were really nice, and the thing went well.";

TEST(Topics, NamesWhatIsSaidOftenHereAndSeldomElsewhere) {
    const Episode e(kTalk);
    EXPECT_THAT(e.labels(), Contains("submarine cable"));
    EXPECT_THAT(e.labels(), Contains("Nexans"));
    for (const char* dull : {"thing", "really", "people", "the"}) EXPECT_THAT(e.labels(), Not(Contains(dull))) << dull;
}

TEST(Topics, EveryLabelAndMentionIsInTheText) {
    const Episode e(kTalk);
    ASSERT_FALSE(e.topics.empty());
    EXPECT_DOUBLE_EQ(e.topics[0].prominence, 1);
    for (const Topic& t : e.topics) {
        ASSERT_FALSE(t.mentions.empty()) << t.label;
        std::uint32_t at = 0;
        bool said = false;
        for (const Span& m : t.mentions) {
            EXPECT_LE(at, m.begin) << t.label;
            said |= text::lower(m.in(e.transcript.text)) == text::lower(t.label);
            at = m.end;
        }
        EXPECT_TRUE(said) << t.label;
    }
}

TEST(Topics, LeavesOutPeopleAndSponsorReads) {
    Entity person;
    person.name = "Jean Nexans";
    person.type = EntityType::kPerson;
    EXPECT_THAT(Episode(kTalk, {person}).labels(), Not(Contains("Nexans")));
    SponsorRead all;
    all.span = {0, 400};
    EXPECT_THAT(Episode(kTalk, {}, {all}).labels(), Not(Contains("submarine cable")));
}

TEST(Topics, Slugs) {
    const std::pair<const char*, const char*> cases[] = {
        {"Lightning Network", "lightning-network"},
        {"  C++ / Rust!", "c-rust"},
        {"Ada's code", "adas-code"},
        {"...", ""},
        {"", ""},
        {"Caf\xC3\xA9 \xC3\x89tude", "caf\xC3\xA9-\xC3\xA9tude"},
        {"Next.js", "next-js"},
    };
    for (const auto& [text, slug] : cases) EXPECT_EQ(slug_of(text), slug) << text;
}

TEST(Topics, TagsAreAtMostEightSlugs) {
    std::vector<Topic> topics(12);
    std::vector<Entity> entities(12);
    for (int i = 0; i < 12; ++i) {
        topics[static_cast<std::size_t>(i)].label = "Topic " + std::to_string(i / 2);
        topics[static_cast<std::size_t>(i)].prominence = 1;
        entities[static_cast<std::size_t>(i)].name = "Name " + std::to_string(i);
        entities[static_cast<std::size_t>(i)].mentions.resize(2);
        entities[static_cast<std::size_t>(i)].in_sponsor_only = i == 0;
    }
    EXPECT_EQ(choose_tags(topics, entities), (std::vector<std::string>{"topic-0", "topic-1", "topic-2", "topic-3",
                                                                       "topic-4", "topic-5", "name-1", "name-2"}));
}

}  // namespace
}  // namespace earwitness::analysis::topics
