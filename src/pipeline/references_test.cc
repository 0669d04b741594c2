#include "pipeline/references.h"

#include <gtest/gtest.h>

namespace earwitness::pipeline {
namespace {

TEST(References, AreTheIdsInsideEachOnceInOrder) {
    std::vector<Entity> entities(2);
    entities[0].id = "b";
    entities[0].mentions = {
        {{10, 12}, {}, kNoSpeaker, 1}, {{20, 22}, {}, kNoSpeaker, 1}, {{28, 32}, {}, kNoSpeaker, 1}};
    entities[1].id = "a";
    entities[1].mentions = {{{14, 15}, {}, kNoSpeaker, 1}, {{0, 3}, {}, kNoSpeaker, 1}};
    const References references = entity_references(entities);
    EXPECT_EQ(references.inside({10, 30}), (std::vector<std::string>{"b", "a"}))
        << "the one that sticks out is not inside";
    EXPECT_EQ(references.inside({1, 9}), std::vector<std::string>());
    EXPECT_EQ(references.inside({0, 100}), (std::vector<std::string>{"a", "b"}));
}

}  // namespace
}  // namespace earwitness::pipeline
