#include "publish/html.h"

#include <gtest/gtest.h>

namespace earwitness::publish {
namespace {

TEST(HtmlTest, EscapesTextAndAttributes) {
    const struct {
        std::string text;
        std::string written;
    } cases[] = {
        {"<script>alert(\"1\")</script>", "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"},
        {"a & b &lt;", "a &amp; b &amp;lt;"},
        {"it's", "it&#39;s"},
        {"a\rb\r\n", "a&#13;b&#13;\n"},
        {std::string("a\0b", 3),
         "a\xEF\xBF\xBD"
         "b"},
        {"", ""},
    };
    for (const auto& c : cases) {
        Html html;
        html.open("p", {{"title", c.text}}).text(c.text).close();
        EXPECT_EQ(html.take(), "<p title=\"" + c.written + "\">" + c.written + "</p>") << c.text;
    }
}

TEST(HtmlTest, ClosesVoidElementsItselfAndLeavesOutNamelessAttributes) {
    Html html;
    html.open("p").text("a").open("br").element("b", {{"", "no"}, {"class", "x"}}, "c").close();
    EXPECT_EQ(html.take(), "<p>a<br><b class=\"x\">c</b></p>");
}

TEST(HtmlDeathTest, AbortsOnUnbalancedElements) {
    EXPECT_DEATH(Html().close(), "close without open");
    EXPECT_DEATH(Html().open("p").take(), "still open");
}

}  // namespace
}  // namespace earwitness::publish
