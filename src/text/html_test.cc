#include "text/html.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace earwitness::text {
namespace {

TEST(HtmlTest, DecodesEntities) {
    const struct {
        const char* html;
        const char* text;
    } kTable[] = {
        {"a &amp; b", "a & b"},
        {"&lt;b&gt;", "<b>"},
        {"&nbsp;", "\u00A0"},
        {"&#8217;&#x2019;&#146;", "\u2019\u2019\u2019"},
        {"&copy 2020 &copy2020", "\u00A9 2020 \u00A92020"},
        {"?a=1&copy=2", "?a=1&copy=2"},
        {"&NotEqualTilde;", "\u2242\u0338"},
        {"&nosuch; & &; &#; &#x;", "&nosuch; & &; &#; &#x;"},
        {"&#0;&#x110000;&#xD800;", "\uFFFD\uFFFD\uFFFD"},
        {"AT&T &ampx", "AT&T &x"},
        {"&", "&"},
        {"&#99999999999;", "\uFFFD"},
    };
    for (const auto& row : kTable) EXPECT_EQ(decode_entities(row.html), row.text) << row.html;
}

TEST(HtmlTest, PlainText) {
    const struct {
        const char* html;
        const char* text;
    } kTable[] = {
        {"<p>One</p>\n<p>Two &amp; three</p>", "One\n\nTwo & three"},
        {"One<br>Two<br/><br />Three", "One\nTwo\n\nThree"},
        {"<ul><li>a</li><li> b <b>c</b></li><li></li></ul>after", "- a\n- b c\n\nafter"},
        {"plain\ntext\n\n\n\nwith  lines ", "plain\ntext\n\nwith lines"},
        {"a <a href='x'>link</a>\nnext line", "a link\nnext line"},
        {"<p>a\nb</p>", "a b"},
        {"x<script>alert(1)</script>y<style>p{}</style>z", "xyz"},
        {"<!-- no -->a<!-- -->b", "ab"},
        {"1 < 2 and 3 > 2", "1 < 2 and 3 > 2"},
        {"<p>&nbsp;</p><p>a&nbsp;b</p>", "a b"},
        {"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"},
        {"<h1>Title</h1>text<hr>more", "Title\n\ntext\n\nmore"},
        {"", ""},
    };
    for (const auto& row : kTable) EXPECT_EQ(html_to_text(row.html), row.text) << row.html;
}

TEST(HtmlTest, Sanitizes) {
    const struct {
        const char* html;
        const char* safe;
    } kTable[] = {
        {"<p onclick='x()' style='y'>a</p>", "<p>a</p>"},
        {"<a href='https://x/?a=1&amp;b=2' target=_blank>l</a>",
         "<a href=\"https://x/?a=1&amp;b=2\" rel=\"noopener nofollow\">l</a>"},
        {"<a href='javascript:alert(1)'>l</a>", "<a>l</a>"},
        {"<a href=' java\tscript&colon;alert(1)'>l</a>", "<a>l</a>"},
        {"<a href='//x/y'>l</a>", "<a href=\"https://x/y\" rel=\"noopener nofollow\">l</a>"},
        {"<a href='/relative'>l</a>", "<a>l</a>"},
        {"<a href='data:text/html,x'>l</a>", "<a>l</a>"},
        {"<a href='https://x/\"><script>'>l</a>",
         "<a href=\"https://x/&quot;&gt;&lt;script&gt;\" rel=\"noopener nofollow\">l</a>"},
        {"<script>alert(1)</script>a<img src=x onerror=y>b<iframe>c</iframe>", "ab"},
        {"<b><i>x</b>y", "<b><i>x</i></b>y"},
        {"</p></div>x", "x"},
        {"<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"},
        {"a & b < c &lt;script&gt;", "a &amp; b &lt; c &lt;script&gt;"},
        {"<svg><a href='https://x'>z</a></svg>", ""},
        {"<p>a<p>b", "<p>a</p><p>b</p>"},
        {"<unknown>text</unknown>", "text"},
        {"<b", "<b></b>"},
    };
    for (const auto& row : kTable) EXPECT_EQ(sanitize_html(row.html), row.safe) << row.html;
}

// What comes out goes in unchanged, and hostile shapes end.
TEST(HtmlTest, HostileShapes) {
    const char* kPieces[] = {"<b>",      "<a href='", "<!--",    "</", "<ul><li>",  "&",
                             "<script>", "<p",        "<a b=\"", "&#", "<![CDATA[", "\xC3"};
    for (const char* piece : kPieces) {
        std::string html;
        for (int i = 0; i < 100000; ++i) html += piece;
        const std::string safe = sanitize_html(html);
        EXPECT_EQ(sanitize_html(safe), safe) << piece;
        EXPECT_TRUE(is_valid_utf8(safe)) << piece;
        EXPECT_TRUE(is_valid_utf8(html_to_text(html))) << piece;
    }
}

}  // namespace
}  // namespace earwitness::text
