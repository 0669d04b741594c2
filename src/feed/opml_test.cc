#include "feed/opml.h"

#include <gtest/gtest.h>

namespace earwitness::feed {
namespace {

TEST(OpmlTest, ReadsNestedOutlines) {
    const auto opml = parse_opml(R"(<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
      <outline text="Tech"><outline text="Deep"><outline type="rss" title="A &amp; B" xmlUrl="https://a.example/f" htmlUrl="https://a.example/"/></outline></outline>
      <outline text="C" XMLURL="https://c.example/f" category="/x/y,/z"/><outline text="C again" xmlUrl="https://c.example/f"/><outline text="nothing"/></body></opml>)");
    ASSERT_TRUE(opml) << opml.error().message;
    EXPECT_EQ(opml->title, "Mine");
    ASSERT_EQ(opml->subscriptions.size(), 2u);
    EXPECT_EQ(opml->subscriptions[0].title, "A & B");
    EXPECT_EQ(opml->subscriptions[0].category, "Tech/Deep");
    EXPECT_EQ(opml->subscriptions[0].site_url, "https://a.example/");
    EXPECT_EQ(opml->subscriptions[1].category, "x/y");
    EXPECT_EQ(opml->diagnostics.size(), 2u) << "one twice, one without address";
}

TEST(OpmlTest, ReadsBrokenOnes) {
    const struct {
        const char* bytes;
        std::size_t count;
    } kTable[] = {
        {"<opml><outline xmlUrl='https://a.example/f'/></opml>", 1},  // no body
        {"<body><outline text='x' xmlUrl=\"https://a.example/?a=1&b=2\"></body>", 1},
        {"<opml version='2.0'><body/></opml>", 0},
        {"<opml><body><outline type='rss' url='https://a.example/f'/>", 1},
    };
    for (const auto& row : kTable) {
        const auto opml = parse_opml(row.bytes);
        ASSERT_TRUE(opml) << row.bytes << opml.error().message;
        EXPECT_EQ(opml->subscriptions.size(), row.count) << row.bytes;
    }
    for (const char* bytes : {"", "<html/>", "<rss/>", "words"}) EXPECT_FALSE(parse_opml(bytes)) << bytes;
}

TEST(OpmlTest, ReadsWhatItWrites) {
    Opml opml;
    opml.title = "A <b> & \"c\"";
    opml.subscriptions = {{"One & <two>", "https://a.example/?x=1&y=\"2\"", "https://a.example/", "News/Tech"},
                          {"", "https://b.example/", "", ""}};
    const auto again = parse_opml(write_opml(opml));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->title, opml.title);
    ASSERT_EQ(again->subscriptions.size(), 2u);
    EXPECT_EQ(again->subscriptions[0].title, opml.subscriptions[0].title);
    EXPECT_EQ(again->subscriptions[0].feed_url, opml.subscriptions[0].feed_url);
    EXPECT_EQ(again->subscriptions[0].category, "News/Tech");
    EXPECT_EQ(again->subscriptions[1].title, "https://b.example/");
    EXPECT_TRUE(again->diagnostics.empty());
}

}  // namespace
}  // namespace earwitness::feed
