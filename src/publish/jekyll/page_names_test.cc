#include "publish/jekyll/page_names.h"

#include <gtest/gtest.h>

#include "base/clock.h"
#include "text/utf8.h"

namespace earwitness::publish::jekyll {
namespace {

TEST(PageNamesTest, AreTheOldPipelines) {
    const struct {
        const char* day;
        const char* title;
        const char* name;
    } cases[] = {
        {"2025-05-22", "BITCOIN to $200K?! (BEST Altcoins to Buy NOW!)",
         "2025-05-22-bitcoin-to-$200k-!-(best-altcoins-to-buy-now!)"},
        {"2025-06-15", "#472 – Terence Tao: Hardest Problems", "2025-06-15-#472-–-terence-tao-hardest-problems"},
        {"2025-10-03", "  A -- b / c\\d  ", "2025-10-03-a-b-c-d"},
        {"2020-01-23", "🔕BREAKING! 🚀", "2020-01-23-🔕breaking!-🚀"},
        {"2020-01-23", "?*", "2020-01-23"},
        {"2020-01-23", "a\x01\x7F b", "2020-01-23-a-b"},
        {"", "#shorts", "shorts"},
        {"", "_drafts", "drafts"},
        {"", "..", ""},
        {"", "../../etc/passwd", "etc-passwd"},
    };
    for (const auto& c : cases) {
        const auto day = base::parse_utc(c.day);
        EXPECT_EQ(page_name(c.title, day), c.name) << c.title;
    }
}

TEST(PageNamesTest, AreCutAtAHundredCharactersAndStayFileNames) {
    EXPECT_EQ(page_slug(std::string(99, 'a') + " b"), std::string(99, 'a') + "-")
        << "also behind a hyphen, as they were";
    EXPECT_EQ(page_slug(std::string(150, 'a')).size(), 100u);
    std::string wide;
    for (int i = 0; i < 100; ++i) wide += "🚀";
    EXPECT_LE(page_slug(wide).size(), 180u);
    EXPECT_TRUE(text::is_valid_utf8(page_slug(wide)));
}

TEST(PageNamesTest, AddressesAreTheOldSites) {
    EXPECT_EQ(page_permalink("2025-06-15-#472-–-terence-tao"), "/episodes/2025/06/15/472-terence-tao/");
    EXPECT_EQ(page_permalink("2025-05-22-bitcoin-to-$200k-!-(now!)"),
              "/episodes/2025/05/22/bitcoin-to-$200k-!-(now!)/");
    EXPECT_EQ(page_permalink("2020-01-23-🚀"), "/episodes/2020/01/23/episode/");
    EXPECT_EQ(page_permalink("从比特币"), "/episodes/undated/从比特币/");
}

}  // namespace
}  // namespace earwitness::publish::jekyll
