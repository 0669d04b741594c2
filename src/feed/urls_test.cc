#include "feed/urls.h"

#include <gtest/gtest.h>

namespace earwitness::feed {
namespace {

// RFC 3986, 5.4, and what feeds do.
TEST(UrlsTest, Resolves) {
    const struct {
        const char* base;
        const char* url;
        const char* joined;
    } kTable[] = {
        {"http://a/b/c/d;p?q", "g", "http://a/b/c/g"},
        {"http://a/b/c/d;p?q", "./g/", "http://a/b/c/g/"},
        {"http://a/b/c/d;p?q", "/g", "http://a/g"},
        {"http://a/b/c/d;p?q", "//g", "http://g"},
        {"http://a/b/c/d;p?q", "?y", "http://a/b/c/d;p?y"},
        {"http://a/b/c/d;p?q", "g?y#s", "http://a/b/c/g?y#s"},
        {"http://a/b/c/d;p?q", "..", "http://a/b/"},
        {"http://a/b/c/d;p?q", "../../../g", "http://a/g"},
        {"http://a/b/c/d;p?q", "mailto:x@y", "mailto:x@y"},
        {"http://a/b/c/d;p?q", "#s", "http://a/b/c/d;p?q#s"},
        {"http://a", "g", "http://a/g"},
        {"", "g", "g"},
        {"relative/", "g", "g"},
        {"tag:x,2004:y", "g", "g"},
        {"http://a/b?x=/y", "g", "http://a/g"},
    };
    for (const auto& row : kTable)
        EXPECT_EQ(resolve_url(row.base, row.url), row.joined) << row.base << " + " << row.url;
}

}  // namespace
}  // namespace earwitness::feed
