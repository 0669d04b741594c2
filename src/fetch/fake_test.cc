#include "fetch/fake.h"

#include <gtest/gtest.h>

namespace earwitness::fetch {
namespace {

TEST(FakeHttpClientTest, GivesItsScriptInOrderAndRecords) {
    FakeHttpClient client;
    client.fail("http://a/feed", make_error(ErrorCode::kUnavailable, "busy"));
    Response fresh;
    fresh.body = "<rss/>";
    fresh.etag = "\"1\"";
    client.answer("http://a/feed", fresh);

    EXPECT_EQ(client.get({.url = "http://a/feed"}).error().code, ErrorCode::kUnavailable);
    const auto second = client.get({.url = "http://a/feed"});
    ASSERT_TRUE(second);
    EXPECT_EQ(second->body, "<rss/>");
    EXPECT_EQ(second->final_url, "http://a/feed");
    const auto third = client.get({.url = "http://a/feed", .etag = "\"1\""});
    ASSERT_TRUE(third);
    EXPECT_TRUE(third->not_modified());
    EXPECT_EQ(client.get({.url = "http://a/other"}).error().code, ErrorCode::kNotFound);
    EXPECT_EQ(client.requests().size(), 4u);
}

}  // namespace
}  // namespace earwitness::fetch
