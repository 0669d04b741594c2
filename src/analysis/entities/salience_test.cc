#include "analysis/entities/salience.h"

#include <gtest/gtest.h>

#include <cmath>

namespace earwitness::analysis::entities {
namespace {

// "Ada Brandt" says three quarters of the bytes, "Ben" the rest.
struct Talk {
    Transcript transcript;
    Document document;

    Talk() {
        transcript.text = "Ada and Ben, Carl and Ada. Ben";
        transcript.speakers = {{"s0", "Ada Brandt"}, {"s1", "Ben"}};
        transcript.segments.push_back({{0, 9}, {}, {}, 0});
        transcript.segments.push_back({{27, 30}, {}, {}, 1});
        document = build_document(transcript);
    }
    SalienceFeatures features(const std::string& name, EntityType type, std::initializer_list<std::uint32_t> at) const {
        Entity entity;
        entity.name = name;
        entity.type = type;
        for (const std::uint32_t begin : at)
            entity.mentions.push_back({{begin, begin + static_cast<std::uint32_t>(name.size())}, {}, kNoSpeaker, 1});
        return SalienceReader(document).features(entity);
    }
};

TEST(Salience, ReadsHowOftenWhereAndByWhom) {
    const Talk talk;
    const SalienceFeatures ada = talk.features("Ada", EntityType::kPerson, {0, 22});
    EXPECT_DOUBLE_EQ(ada[0], 1);
    EXPECT_DOUBLE_EQ(ada[1], std::log(2));
    EXPECT_DOUBLE_EQ(ada[2], 0) << "the first byte";
    EXPECT_DOUBLE_EQ(ada[3], 1) << "the very beginning";
    EXPECT_DOUBLE_EQ(ada[4], 0.75) << "a word of the label is enough";
    EXPECT_DOUBLE_EQ(ada[5], 0);
    EXPECT_DOUBLE_EQ(ada[6 + static_cast<std::size_t>(EntityType::kPerson)], 1);
    EXPECT_DOUBLE_EQ(ada[6 + static_cast<std::size_t>(EntityType::kPlace)], 0);
    const SalienceFeatures carl = talk.features("Carl", EntityType::kPlace, {13});
    EXPECT_DOUBLE_EQ(carl[1], 0);
    EXPECT_DOUBLE_EQ(carl[2], std::log(14));
    EXPECT_LT(carl[3], ada[3]);
    EXPECT_DOUBLE_EQ(carl[4], 0) << "speaks nowhere";
    EXPECT_DOUBLE_EQ(carl[5], 1) << "follows a comma";
    EXPECT_DOUBLE_EQ(carl[6 + static_cast<std::size_t>(EntityType::kPlace)], 1);
}

TEST(Salience, CountsTheCommasAmongAllMentions) {
    Talk talk;
    EXPECT_DOUBLE_EQ(talk.features("Ben", EntityType::kPerson, {8, 27})[5], 0);
    EXPECT_DOUBLE_EQ(talk.features("Carl", EntityType::kPerson, {13, 22})[5], 0.5);
    EXPECT_DOUBLE_EQ(talk.features("Ben", EntityType::kPerson, {27})[4], 0.25);
}

TEST(Salience, IsHigherForMoreMentionsAnEarlierPlaceAndAVoice) {
    const Talk talk;
    const auto salience = [&](const char* name, std::initializer_list<std::uint32_t> at) {
        return salience_of(talk.features(name, EntityType::kPerson, at));
    };
    EXPECT_GT(salience("Carl", {8, 22}), salience("Carl", {8}));
    EXPECT_GT(salience("Carl", {0}), salience("Carl", {22}));
    EXPECT_GT(salience("Ada", {22}), salience("Ben", {22}));
    EXPECT_GT(salience("Ben", {22}), salience("Carl", {22}));
    EXPECT_GT(salience("Carl", {22}), salience("Carl", {13})) << "in a list";
}

}  // namespace
}  // namespace earwitness::analysis::entities
