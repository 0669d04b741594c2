#include "publish/names.h"

#include <gtest/gtest.h>

#include <set>

namespace earwitness::publish {
namespace {

TEST(SlugTest, KeepsWhatItCanRead) {
    const struct {
        const char* text;
        const char* slug;
    } cases[] = {
        {"The Lamp Room", "the-lamp-room"}, {"Café Zürich", "cafe-zurich"}, {"  a  --  b ", "a-b"}, {"GPT-4", "gpt-4"}};
    for (const auto& c : cases) EXPECT_EQ(slug(c.text), c.slug) << c.text;
}

TEST(SlugTest, IsASafeFileNameForAnything) {
    const std::string hostile[] = {"",
                                   "..",
                                   "../../etc/passwd",
                                   "<script>alert(1)</script>",
                                   "con",
                                   "COM1",
                                   "C++",
                                   "C#",
                                   "日本語の番組",
                                   "\xFF\xFE",
                                   std::string("a\0b", 3),
                                   "a/b",
                                   "a\\b",
                                   "index",
                                   ".hidden",
                                   "-rf",
                                   std::string(5000, 'x'),
                                   std::string(5000, 'y')};
    std::set<std::string> seen;
    for (const std::string& text : hostile) {
        const std::string name = slug(text);
        EXPECT_FALSE(name.empty()) << text;
        EXPECT_LE(name.size(), 80u) << text;
        EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string::npos) << name;
        EXPECT_NE(name[0], '-') << name;
        EXPECT_TRUE(seen.insert(name).second) << text << " shares " << name;
    }
    EXPECT_NE(slug("con"), "con");
}

TEST(SafeUrlTest, LetsOnlyTheWebThrough) {
    const struct {
        const char* url;
        const char* safe;
    } cases[] = {{"https://example.org/a?b=c&d#t=1", "https://example.org/a?b=c&d#t=1"},
                 {" HTTP://example.org/ ", "HTTP://example.org/"},
                 {"https://example.org/a b\"><script>", "https://example.org/a%20b%22%3E%3Cscript%3E"},
                 {"javascript:alert(1)", ""},
                 {"JaVaScRiPt:alert(1)", ""},
                 {"data:text/html,x", ""},
                 {"file:///etc/passwd", ""},
                 {"//example.org/", ""},
                 {"/a", ""},
                 {"", ""},
                 {"https://a\nb", ""},
                 {"java\tscript:alert(1)", ""},
                 {"vbscript:x", ""}};
    for (const auto& c : cases) EXPECT_EQ(safe_url(c.url), c.safe) << c.url;
    EXPECT_EQ(safe_url("https://example.org/" + std::string(3000, 'a')), "");
}

TEST(HostOfTest, NamesTheSite) {
    EXPECT_EQ(host_of("https://www.example.org:8080/a"), "example.org");
    EXPECT_EQ(host_of("https://user@evil.example/x"), "evil.example");
    EXPECT_EQ(host_of("nothing"), "");
}

}  // namespace
}  // namespace earwitness::publish
