#include "search/near_names.h"

#include <gtest/gtest.h>

namespace earwitness::search {
namespace {

TEST(NearNames, TheBestKindOfThreeAtMost) {
    const std::vector<KnownName> known = {
        {"sam-altman", "Sam Altman"},
        {"openai", "OpenAI"},
        {"open-source", "Open Source"},
        {"the-lamp-room", "The Lamp Room"},
        {"lamp-post", "Lamp Post"},
        {"lamp-oil", "Lamp Oil"},
        {"lamps", "Lamps"},
        {"42", "Forty-two"},
        {"gap", "Gap"},
    };
    const struct {
        const char* asked;
        std::vector<std::string> near;
    } cases[] = {
        {"Sam Altman", {"sam-altman"}},
        {"sam altmann", {"sam-altman"}},
        {"sam smith", {"sam-altman"}},  // one word of it
        {"the story room", {"the-lamp-room"}},
        {"the story", {}},  // "the" alone says nothing
        {"opnai", {"openai"}},
        {"Forty two", {"42"}},
        {"lamp", {"the-lamp-room", "lamp-post", "lamp-oil"}},
        {"gab", {}},
        {"zebra", {}},
        {"", {}},
        {"?!", {}},
    };
    for (const auto& c : cases) EXPECT_EQ(near_names(c.asked, known), c.near) << c.asked;
}

}  // namespace
}  // namespace earwitness::search
