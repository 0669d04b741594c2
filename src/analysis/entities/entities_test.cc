#include "analysis/entities/entities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace earwitness::analysis::entities {
namespace {

const EntityModel& model() {
    static const EntityModel kModel = *EntityModel::load(EntityModel::builtin_bytes());
    return kModel;
}

struct Episode {
    explicit Episode(std::string text) {
        transcript.text = std::move(text);
        transcript.segments.push_back(
            {{0, static_cast<std::uint32_t>(transcript.text.size())}, 1000, 61000, kNoSpeaker});
        document = build_document(transcript);
    }
    std::vector<Entity> entities(const std::vector<SponsorRead>& sponsors = {}) const {
        return extract_entities(document, {}, model(), sponsors);
    }
    Transcript transcript;
    Document document;
};

const Entity* find(const std::vector<Entity>& entities, std::string_view name) {
    for (const Entity& entity : entities)
        if (entity.name == name) return &entity;
    return nullptr;
}

TEST(EntityModel, RefusesWhatIsNoModel) {
    const std::string good(EntityModel::builtin_bytes());
    std::string altered = good, other_format = good;
    altered[altered.size() / 2] ^= 1;
    other_format[8] = 99;
    const struct {
        std::string bytes, says;
        ErrorCode code;
    } kCases[] = {{"", "EWNAMES", ErrorCode::kRefused},
                  {"RIFF....", "EWNAMES", ErrorCode::kRefused},
                  {good.substr(0, 20), "truncated", ErrorCode::kCorrupt},
                  {good.substr(0, good.size() - 1), "header says", ErrorCode::kCorrupt},
                  {good + "x", "header says", ErrorCode::kCorrupt},
                  {altered, "altered", ErrorCode::kCorrupt},
                  {other_format, "format 99", ErrorCode::kRefused}};
    for (const auto& c : kCases) {
        const Result<EntityModel> loaded = EntityModel::load(c.bytes);
        ASSERT_FALSE(loaded.has_value()) << c.says;
        EXPECT_EQ(loaded.error().code, c.code) << c.says;
        EXPECT_THAT(loaded.error().message, testing::HasSubstr(c.says));
    }
}

TEST(Entities, MergesTheWaysOfNamingOnePerson) {
    const Episode episode(
        "Today I talk with Maria Gonzalez about Microsoft. Maria, welcome. So Gonzalez's team works at Microsoft in "
        "Seattle. Thanks, Maria.");
    const std::vector<Entity> entities = episode.entities();
    const Entity* maria = find(entities, "Maria Gonzalez");
    ASSERT_NE(maria, nullptr);
    EXPECT_EQ(maria->type, EntityType::kPerson);
    EXPECT_EQ(maria->mentions.size(), 4u);
    EXPECT_THAT(maria->aliases, testing::UnorderedElementsAre("Maria", "Gonzalez"));
    EXPECT_EQ(maria->id, "maria-gonzalez");
    EXPECT_EQ(entities.front().name, "Maria Gonzalez");
    ASSERT_NE(find(entities, "Microsoft"), nullptr);
    EXPECT_EQ(find(entities, "Microsoft")->type, EntityType::kOrg);
    ASSERT_NE(find(entities, "Seattle"), nullptr);
    EXPECT_EQ(find(entities, "Seattle")->type, EntityType::kPlace);
}

TEST(Salience, PutsTheSpeakerAndWhatIsNamedOftenFirst) {
    Transcript transcript;
    transcript.text =
        "Welcome to the show. In Boston people talk. They say that Chicago is big. Chicago, Chicago. I met Rosa "
        "Alvarez there.";
    transcript.speakers.push_back({"s0", "Rosa Alvarez"});
    transcript.segments.push_back({{0, static_cast<std::uint32_t>(transcript.text.size())}, {}, {}, 0});
    const Document document = build_document(transcript);
    const auto entities = extract_entities(document, {}, model(), {});
    ASSERT_NE(find(entities, "Boston"), nullptr);
    ASSERT_NE(find(entities, "Rosa Alvarez"), nullptr);
    EXPECT_GT(find(entities, "Chicago")->salience, find(entities, "Boston")->salience);
    transcript.speakers[0].name = "SPEAKER_01";
    const auto unlabelled = extract_entities(document, {}, model(), {});
    EXPECT_GT(find(entities, "Rosa Alvarez")->salience, find(unlabelled, "Rosa Alvarez")->salience);
}

// The names of a talk between labelled speakers who call each other by first names only, and talk of Chicago.
std::vector<std::string> names_with_speakers(const std::string& said, const std::vector<std::string>& labels) {
    Transcript transcript;
    transcript.text = said;
    for (const std::string& label : labels) transcript.speakers.push_back({label, label});
    transcript.segments.push_back({{0, static_cast<std::uint32_t>(said.size())}, {}, {}, 0});
    std::vector<std::string> names;
    for (const Entity& entity : extract_entities(build_document(transcript), {}, model(), {}))
        names.push_back(entity.name);
    return names;
}

TEST(Entities, CallsAFirstNameByTheOnlySpeakerWhoHasIt) {
    const std::string said = "Thanks, Maria. So I asked Maria about Chicago, and Maria said that she was born there.";
    EXPECT_THAT(names_with_speakers(said, {"John Smith", "Maria Gonzalez"}), testing::Contains("Maria Gonzalez"));
    EXPECT_THAT(names_with_speakers(said, {"John Smith", "Maria Gonzalez, PhD"}), testing::Contains("Maria Gonzalez"));
    // Of two who have it nobody knows which is meant; no label of a machine and no lone word is a full name.
    for (const auto& labels : std::vector<std::vector<std::string>>{
             {"Maria Lopez", "Maria Gonzalez"}, {"Maria", "SPEAKER 01"}, {"Maria 2"}, {"maria gonzalez"}})
        EXPECT_THAT(names_with_speakers(said, labels), testing::Contains("Maria")) << labels[0];
    // Nor where the talk names another in full.
    EXPECT_THAT(names_with_speakers(said + " Maria Lopez wrote a book on it.", {"John Smith", "Maria Gonzalez"}),
                testing::Not(testing::Contains("Maria Gonzalez")));
}

TEST(Entities, CallsAStormAnEvent) {
    const Episode episode("Typhoon Marlena hit the coast on Monday. Marlena was the worst in years, says Gordon Webb.");
    const std::vector<Entity> entities = episode.entities();
    ASSERT_NE(find(entities, "Typhoon Marlena"), nullptr);
    EXPECT_EQ(find(entities, "Typhoon Marlena")->type, EntityType::kEvent);
    EXPECT_EQ(find(entities, "Typhoon Marlena")->mentions.size(), 2u);
}

TEST(Entities, TakesWhoeverSpeaksForAPerson) {
    Episode episode("We read the book Harbour Winter yesterday. The film Harbour Winter was released in May.");
    const auto type = [&] {
        const std::vector<Entity> entities = episode.entities();
        const Entity* found = find(entities, "Harbour Winter");
        return found == nullptr ? std::nullopt : std::optional(found->type);
    };
    EXPECT_EQ(type(), EntityType::kWork);
    episode.transcript.speakers = {{"s0", "Harbour Winter"}};
    EXPECT_EQ(type(), EntityType::kPerson);
}

TEST(Entities, CountsAPluralToItsSingular) {
    const Episode episode("I use an iPhone. My iPhone is old. We sold two iPhones. She runs Windows on her laptop.");
    const std::vector<Entity> entities = episode.entities();
    ASSERT_NE(find(entities, "iPhone"), nullptr);
    EXPECT_EQ(find(entities, "iPhone")->mentions.size(), 3u);
    EXPECT_EQ(find(entities, "iPhones"), nullptr);
    EXPECT_NE(find(entities, "Windows"), nullptr);
}

TEST(Entities, NamesNoSentenceStarts) {
    const Episode episode(
        "But I think so. And I said it. So I left. Well, I know. And then But I was there. Yeah. And yes, But we went. "
        "I mean, Okay.");
    for (const Entity& entity : episode.entities()) ADD_FAILURE() << entity.name;
}

TEST(Entities, MarksWhatOnlyTheSponsorSays) {
    const Episode episode("This show is brought to you by Squarespace. Now let us ask John Smith about Chicago.");
    const std::vector<Entity> entities = episode.entities({{{0, 43}, {}, {}, "Squarespace"}});
    for (const Entity& entity : entities)
        EXPECT_EQ(entity.in_sponsor_only, entity.mentions.front().span.begin < 43) << entity.name;
    EXPECT_NE(find(entities, "John Smith"), nullptr);
}

TEST(Entities, MentionsLieInTheTextAndNeverOverlap) {
    const std::string kHostile[] = {"",
                                    " ",
                                    std::string(200000, 'A'),
                                    std::string(20000, '\''),
                                    "\xF0\x9F\x98\x80\xF0\x9F\x98\x80 \xF0\x9F\x98\x80",
                                    [] {
                                        std::string text;
                                        for (int i = 0; i < 20000; ++i) text += "GOOGLE HIRED ADA LOVELACE ";
                                        return text;
                                    }(),
                                    [] {
                                        std::string text;
                                        for (int i = 0; i < 20000; ++i) text += "Ada";
                                        return text;
                                    }(),
                                    [] {
                                        std::string text;
                                        for (int i = 0; i < 20000; ++i) text += "A" + std::to_string(i) + " ";
                                        return text;
                                    }(),
                                    [] {
                                        std::string text;
                                        for (int i = 0; i < 20000; ++i) text += "The 's Of-";
                                        return text;
                                    }()};
    for (const std::string& text : kHostile) {
        const Episode episode(text);
        std::vector<Span> spans;
        for (const Entity& entity : episode.entities())
            for (const Mention& mention : entity.mentions) spans.push_back(mention.span);
        std::sort(spans.begin(), spans.end());
        for (std::size_t i = 0; i < spans.size(); ++i) {
            ASSERT_LT(spans[i].begin, spans[i].end) << text.substr(0, 30);
            ASSERT_LE(spans[i].end, text.size()) << text.substr(0, 30);
            const std::uint32_t before = i > 0 ? spans[i - 1].end : 0;
            ASSERT_LE(before, spans[i].begin) << text.substr(0, 30);
        }
    }
}

}  // namespace
}  // namespace earwitness::analysis::entities
