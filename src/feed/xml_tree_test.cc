#include "feed/xml_tree.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace earwitness::feed {
namespace {

// The text of the first element of that name.
std::string text_of(std::string_view xml, Tag tag, bool* recovered = nullptr) {
    Report report;
    auto tree = XmlTree::parse(xml, report);
    if (!tree) return "error: " + tree.error().message;
    if (recovered != nullptr) *recovered = report.recovered();
    for (XmlTree::Node node = 1; node < tree->size(); ++node)
        if ((*tree)[node].tag == tag) {
            const std::string text = tree->text_of(node);
            if (recovered != nullptr) *recovered = report.recovered();
            return text;
        }
    return "absent";
}

TEST(XmlTreeTest, TextOfElements) {
    const struct {
        const char* xml;
        const char* text;
        bool recovered;
    } kTable[] = {{"<title>plain</title>", "plain", false},
                  {"<title> \n spaced </title>", "spaced", false},
                  {"<title>a &amp; b &lt;c&gt; &#8217;&#x41;</title>", "a & b <c> \u2019A", false},
                  {"<title><![CDATA[<b>&amp;]]> and &amp;</title>", "<b>&amp; and &", false},
                  {"<title>a<!-- no -->b<?pi?>c</title>", "abc", false},
                  {"<title/>", "", false},
                  {"<title>it&#146;s</title>", "it\u2019s", false},
                  {"<title>AT&T</title>", "AT&T", true},
                  {"<title>caf&eacute; &gtgt; &nosuch;</title>", "caf\u00E9 &gtgt; &nosuch;", true},
                  {"<title>1 < 2 <3 a <b or</title>", "1 < 2 <3 a <b or", true},
                  {"<description><p>one<br>two<p>three</description>", "<p>one<br>two<p>three", true},
                  {"<description><p>one<br/>two</p></description>", "<p>one<br/>two</p>", false},
                  {"<item><title>open</item>", "open", true},
                  {"<title>to the end", "to the end", true},
                  {"<title>x</title></nothing>", "x", true},
                  {"<author>me <me@example.com></author>", "me <me@example.com>", true},
                  {"<title><![CDATA[never closed</title>", "never closed", true},
                  {"<title>&#0;&#1;&#xD800;&#x110000;x</title>", "x", true}};
    for (const auto& row : kTable) {
        bool recovered = false;
        const std::string xml = row.xml;
        const Tag tag = xml.find("<description") != std::string::npos ? Tag::kDescription
                        : xml.find("<author") != std::string::npos    ? Tag::kAuthor
                                                                      : Tag::kTitle;
        EXPECT_EQ(text_of(xml, tag, &recovered), row.text) << row.xml;
        EXPECT_EQ(recovered, row.recovered) << row.xml;
    }
}

TEST(XmlTreeTest, Attributes) {
    const struct {
        const char* xml;
        const char* url;
    } kTable[] = {{"<enclosure url=\"a&amp;b\"/>", "a&b"},
                  {"<enclosure url='a \"b\"'/>", "a \"b\""},
                  {"<enclosure URL = \"a\" />", "a"},
                  {"<enclosure url=a/>", "a"},
                  {"<enclosure url=\"x?a=1&b=2&copy=3\"/>", "x?a=1&b=2&copy=3"},
                  {"<enclosure other url=\"a\">", "a"},
                  {"<enclosure z:url=\"a\"/>", "a"},
                  {"<enclosure url=\"a>text</enclosure><b c=\"d\"/>", "a"},
                  {"<enclosure/>", ""}};
    for (const auto& row : kTable) {
        Report report;
        const auto tree = XmlTree::parse(row.xml, report);
        ASSERT_TRUE(tree) << row.xml;
        ASSERT_GT(tree->size(), 1u) << row.xml;
        EXPECT_EQ(tree->attribute(1, "url"), row.url) << row.xml;
    }
}

TEST(XmlTreeTest, Namespaces) {
    const struct {
        const char* xml;
        Ns ns;
    } kTable[] = {
        {"<a xmlns:x='http://www.itunes.com/DTDs/Podcast-1.0.dtd'><x:title/></a>", Ns::kItunes},
        {"<a xmlns:itunes='http://example.org/wrong'><itunes:title/></a>", Ns::kItunes},
        {"<a><itunes:title/></a>", Ns::kItunes},
        {"<a xmlns='http://www.w3.org/2005/Atom'><title/></a>", Ns::kAtom},
        {"<a xmlns='http://www.w3.org/2005/Atom'><b xmlns=''><title/></b></a>", Ns::kNone},
        {"<rss xmlns='http://www.itunes.com/dtds/podcast-1.0.dtd'><title/></rss>", Ns::kNone},
        {"<a xmlns:p='https://podcastindex.org/namespace/1.0'><p:title/></a>", Ns::kPodcast},
        {"<a xmlns:p='https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md'><p:title/></a>",
         Ns::kPodcast},
        {"<a xmlns:q='urn:unknown'><q:title/></a>", Ns::kOther}};
    for (const auto& row : kTable) {
        Report report;
        const auto tree = XmlTree::parse(row.xml, report);
        ASSERT_TRUE(tree) << row.xml;
        XmlTree::Node node = 1;
        while (node < tree->size() && (*tree)[node].tag != Tag::kTitle) ++node;
        ASSERT_LT(node, tree->size()) << row.xml;
        EXPECT_EQ((*tree)[node].ns, row.ns) << row.xml;
    }
}

TEST(XmlTreeTest, DeclaredEntitiesOnlyWherePlain) {
    EXPECT_EQ(text_of("<!DOCTYPE rss [<!ENTITY who \"Ada &amp; co\">]><title>&who;</title>", Tag::kTitle), "Ada & co");
    EXPECT_EQ(text_of("<!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><title>&f;</title>", Tag::kTitle),
              "&f;");
    EXPECT_EQ(
        text_of("<!DOCTYPE rss PUBLIC \"-//Netscape\" \"http://my.netscape.com/rss-0.91.dtd\"><title>&eacute;</title>",
                Tag::kTitle),
        "\u00E9");
    Report report;
    const auto bomb =
        XmlTree::parse("<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><title>&b;</title>", report);
    ASSERT_FALSE(bomb);
    EXPECT_EQ(bomb.error().code, ErrorCode::kRefused);
}

TEST(XmlTreeTest, EntitiesAddLittleHoweverOftenTheyAreUsed) {
    std::string xml = "<!DOCTYPE x [<!ENTITY a \"" + std::string(250, 'x') + "\">]><title>";
    for (int i = 0; i < 100000; ++i) xml += "&a;";
    EXPECT_LT(text_of(xml + "</title>", Tag::kTitle).size(), 3u << 20);
}

// Deep, wide and unclosed input: the test is that it ends, with bounded depth.
TEST(XmlTreeTest, HostileShapes) {
    const struct {
        const char* piece;
        int times;
    } kTable[] = {{"<a>", 200000},       {"<a b='", 100000},   {"<!--", 200000},
                  {"<![CDATA[", 100000}, {"</a>", 200000},     {"<a xmlns:b='c'>", 50000},
                  {"<!DOCTYPE [", 5000}, {"&", 200000},        {"<p><b>", 100000},
                  {"<", 300000},         {"<a b=\">", 100000}, {"<?", 200000}};
    for (const auto& row : kTable) {
        std::string xml;
        for (int i = 0; i < row.times; ++i) xml += row.piece;
        Report report;
        const auto tree = XmlTree::parse(xml, report);
        ASSERT_TRUE(tree) << row.piece;
        for (XmlTree::Node node = 1; node < tree->size(); node += 1000) {
            std::size_t depth = 0;
            for (XmlTree::Node at = node; at != 0; at = (*tree)[at].parent) ++depth;
            ASSERT_LE(depth, 100u) << row.piece;
        }
        EXPECT_LT(report.take(xml).size(), 200u) << row.piece;
    }
}

TEST(XmlTreeTest, DiagnosticsNameTheirLine) {
    Report report;
    const std::string xml = "<rss>\n<channel>\n<title>a & b</title>\n</chanel></rss>";
    const auto tree = XmlTree::parse(xml, report);
    ASSERT_TRUE(tree);
    tree->text_of(tree->find_child(tree->find_child(1, Tag::kChannel), Tag::kTitle));
    const Diagnostics odd = report.take(xml);
    ASSERT_GE(odd.size(), 2u);
    EXPECT_EQ(odd[0].code, "bare_ampersand");
    EXPECT_EQ(odd[0].line, 3u);
    EXPECT_EQ(odd[1].line, 4u);
}

}  // namespace
}  // namespace earwitness::feed
