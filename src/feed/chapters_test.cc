#include "feed/chapters.h"

#include <gtest/gtest.h>

namespace earwitness::feed {
namespace {

TEST(ChaptersTest, ReadsAndSorts) {
    Diagnostics odd;
    const auto chapters = parse_chapters_json(
        R"({"version":"1.2.0","chapters":[{"startTime":168.25,"title":" Two "},{"startTime":0,"title":"One","img":"https://i/1.jpg","url":"https://u"},
      {"startTime":5,"toc":false},{"title":"lost"},{"startTime":"00:05:00","title":"Clock"},7]})",
        &odd);
    ASSERT_TRUE(chapters) << chapters.error().message;
    ASSERT_EQ(chapters->size(), 3u);
    EXPECT_EQ((*chapters)[0].title, "One");
    EXPECT_EQ((*chapters)[0].image, "https://i/1.jpg");
    EXPECT_EQ((*chapters)[1].start_ms, 168250);
    EXPECT_EQ((*chapters)[1].title, "Two");
    EXPECT_EQ((*chapters)[2].start_ms, 300000);
    EXPECT_EQ(odd.size(), 1u);
}

TEST(ChaptersTest, RefusesWhatIsNone) {
    for (const std::string& bytes : {std::string(), std::string("[]"), std::string("{}"),
                                     std::string("{\"chapters\":1}"), std::string("<html>"), std::string(100000, '[')})
        EXPECT_FALSE(parse_chapters_json(bytes)) << bytes.substr(0, 40);
}

}  // namespace
}  // namespace earwitness::feed
