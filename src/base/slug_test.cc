#include "base/slug.h"

#include <gtest/gtest.h>

namespace earwitness::base {
namespace {

TEST(Slug, Names) {
    const struct {
        const char *name, *slug;
    } cases[] = {
        {"The Lamp Room", "the-lamp-room"},
        {"Caf\xC3\xA9, Noir & Co.", "cafe-noir-co"},
        {"\xC5\x81\xC3\xB3"
         "d\xC5\xBA 2.0",
         "lodz-2-0"},
        {"Don't -- stop!", "dont-stop"},
        {"It\xE2\x80\x99s me", "its-me"},
        {"\xE6\x97\xA5\xE6\x9C\xAC", ""},
        {"", ""},
        {"--a--", "a"},
        {"\xC3", ""},
        {"1\xC3\x97"
         "2",
         "1-2"},
        {"../../etc/passwd", "etc-passwd"},
    };
    for (const auto& c : cases) EXPECT_EQ(make_slug(c.name), c.slug) << c.name;
}

TEST(Slug, IsCutBetweenWords) {
    EXPECT_EQ(make_slug("one two three four", 10), "one-two");
    EXPECT_EQ(make_slug("abcdefghijklmnop", 10), "abcdefghij");
    EXPECT_LE(make_slug(std::string(1 << 20, 'x')).size(), 60u);
}

}  // namespace
}  // namespace earwitness::base
