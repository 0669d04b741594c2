#include "analysis/entities/heads.h"

#include <gtest/gtest.h>

namespace earwitness::analysis::entities {
namespace {

TEST(Heads, SayWhatANameIs) {
    const struct {
        const char* name;
        bool is_name;
        std::optional<EntityType> type;
    } kCases[] = {
        {"Deep Learning Meetup", true, EntityType::kEvent},
        {"Winter SUMMIT", true, EntityType::kEvent},
        {"GopherCon EU", true, EntityType::kEvent},
        {"RailsConf 22", true, EntityType::kEvent},
        {"GopherCon Europe", true, {}},  // four letters and more: may be whose it is
        {"Big GopherCon EU", true, {}},  // the conference comes first
        {"Con Air", true, {}},           // too short to be one
        {"Lighthouse Newsletter", true, EntityType::kWork},
        {"Lighthouse App", true, EntityType::kProduct},
        {"Pacific Time Zone", false, {}},
        {"Time Zone", false, {}},
        {"War Zone", true, {}},
        {"Podcast", true, {}},          // one word has no head
        {"Podcast Company", true, {}},  // the last word tells
        {"Lighthouse Apps", true, {}},
        {"", true, {}},
    };
    for (const auto& c : kCases) {
        const NameHead head = head_of(c.name);
        EXPECT_EQ(head.is_name, c.is_name) << c.name;
        EXPECT_EQ(head.type, c.type) << c.name;
    }
}

}  // namespace
}  // namespace earwitness::analysis::entities
