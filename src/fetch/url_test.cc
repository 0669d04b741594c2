#include "fetch/url.h"

#include <gtest/gtest.h>

namespace earwitness::fetch {
namespace {

TEST(UrlTest, ParsesWhatFeedsReallySay) {
    const struct {
        const char* text;
        const char* normal;
    } kTable[] = {
        {"http://Example.org", "http://Example.org/"},
        {"  https://example.org/a b.mp3\n", "https://example.org/a%20b.mp3"},
        {"http://example.org/\xC3\xA9.mp3?x=1&y=%20#t=3", "http://example.org/%c3%a9.mp3?x=1&y=%20"},
    };
    for (const auto& row : kTable) {
        const auto url = parse_url(row.text);
        ASSERT_TRUE(url) << row.text << ": " << url.error().message;
        EXPECT_EQ(url->text, row.normal);
    }
}

TEST(UrlTest, RefusesWhatIsNotForTheNetwork) {
    for (const std::string& text :
         {std::string("file:///etc/passwd"), std::string("ftp://a/b"), std::string("gopher://a:70/_x"),
          std::string("feed.xml"), std::string(""), std::string("http://"), std::string("http://a:99999/"),
          std::string("http://a/\x01z"), "http://a/" + std::string(9000, 'x')}) {
        const auto url = parse_url(text);
        ASSERT_FALSE(url) << text;
        EXPECT_EQ(url.error().code, ErrorCode::kInvalidArgument) << text;
    }
}

TEST(UrlTest, ResolvesReferences) {
    const auto base = parse_url("https://example.org/shows/feed.xml?x=1");
    ASSERT_TRUE(base);
    const struct {
        const char* reference;
        const char* url;
    } kTable[] = {
        {"other.xml", "https://example.org/shows/other.xml"}, {"/root.xml", "https://example.org/root.xml"},
        {"//cdn.example/a", "https://cdn.example/a"},         {"http://b.example/", "http://b.example/"},
        {"?y=2", "https://example.org/shows/feed.xml?y=2"},
    };
    for (const auto& row : kTable) {
        const auto url = resolve_url(*base, row.reference);
        ASSERT_TRUE(url) << row.reference;
        EXPECT_EQ(url->text, row.url) << row.reference;
    }
    EXPECT_FALSE(resolve_url(*base, "file:///etc/passwd"));
}

TEST(UrlTest, PrintsWithoutPasswords) {
    EXPECT_EQ(printable_url("https://me:secret@example.org/f?a@b"), "https://example.org/f?a@b");
    EXPECT_EQ(printable_url("https://example.org/@name"), "https://example.org/@name");
    EXPECT_EQ(printable_url("http://a/\x1b[31m"), "http://a/?[31m");
}

}  // namespace
}  // namespace earwitness::fetch
