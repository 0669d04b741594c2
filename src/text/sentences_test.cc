#include "text/sentences.h"

#include <gtest/gtest.h>

#include <string>

#include "text/utf8.h"

namespace earwitness::text {
namespace {

std::vector<std::string> split(const std::string& text) {
    std::vector<Span> spans;
    split_sentences(text, {0, static_cast<std::uint32_t>(text.size())}, spans);
    std::vector<std::string> out;
    for (const Span& span : spans) out.emplace_back(span.in(text));
    return out;
}

TEST(Sentences, EndWhereAPersonWouldEndThem) {
    // Sentences are written with '|' between them; the text is the same with a space.
    const char* cases[] = {
        "Hello there.|How are you?|Fine!",
        "Mr. Smith met Dr. Jones.|They talked.",
        "She lives in the U.S. and works a lot.|Good.",
        "He moved to the U.S.|The rest stayed.",
        "Tools, e.g. Rust or C++, i.e. compiled ones.|Right.",
        "This was No. 5 on the list.|I said no.|Then I left.",
        "See Fig. 3 and vol. 2 of it.|Done.",
        "J. R. R. Tolkien and Samuel L. Jackson.|Both.",
        "So did I.|Then we left.",
        "We took plan B.|We had to.",
        "It grew 3.5 percent to 1.2 million.|Wow.",
        "Go to changelog.com/sponsors or v1.2 of it.|Thanks.",
        "Well... that is hard.|Hm...|Maybe not.",
        "Well\xE2\x80\xA6 that is it.|Good\xE2\x80\xA6|Now go.",
        "\"Is it true?\" she asked.|\"Yes.\"|He left.",
        "(We laughed.)|Then it rained.",
        "What?!|No way!!!|Really?!?|Yes.",
        "Acme Inc. is here.|I work at Acme Inc.|We build rockets.",
        "At 5 p.m. Eastern we met.|It was 5 p.m.|So we left.",
        "hello there.|so we did it.|you know?|and then we left",
        "I like it, etc.|And you?",
        "1. First do this.|2. Then do that.",
        "**Bold end.**|Next one.",
        "Ask them?|lower case goes on",
        "She has a Ph.D. in physics.|Nice.",
        "\xE3\x81\x93\xE3\x82\x93\xE3\x81\xAB\xE3\x81\xA1\xE3\x81\xAF\xE3\x80\x82|\xE5\x85\x83\xE6\xB0\x97\xEF\xBC\x9F|"
        "\xE3\x81\xAF\xE3\x81\x84",
        "Caf\xC3\xA9. \xC3\x89tude one.",
    };
    for (const std::string expected : cases) {
        std::string text = expected;
        for (char& c : text)
            if (c == '|') c = ' ';
        std::string got;
        for (const auto& s : split(text)) got += (got.empty() ? "" : "|") + s;
        if (expected.rfind("Caf", 0) == 0) {
            EXPECT_EQ(got, "Caf\xC3\xA9.|\xC3\x89tude one.") << text;
        } else {
            EXPECT_EQ(got, expected) << text;
        }
    }
}

TEST(Sentences, WideFullStopsNeedNoSpace) {
    EXPECT_EQ(split("\xE4\xBD\xA0\xE5\xA5\xBD\xE3\x80\x82\xE8\xB0\xA2\xE8\xB0\xA2\xE3\x80\x82").size(), 2u);
}

TEST(Sentences, ABlankLineEndsASentenceAndALineBreakDoesNot) {
    EXPECT_EQ(split("one two\nthree\n\nfour five"), (std::vector<std::string>{"one two\nthree", "four five"}));
    EXPECT_EQ(split("one\r\n\r\ntwo"), (std::vector<std::string>{"one", "two"}));
    EXPECT_EQ(split("  \n \n ").size(), 0u);
    EXPECT_EQ(split("").size(), 0u);
}

TEST(Sentences, StaysInsideTheGivenSpan) {
    const std::string text = "Not this. But this. Not that.";
    std::vector<Span> spans;
    split_sentences(text, {9, 19}, spans);
    ASSERT_EQ(spans.size(), 1u);
    EXPECT_EQ(spans[0].in(text), "But this.");
}

TEST(Sentences, RawRecogniserTextIsCutNearANaturalPlace) {
    std::string text;
    for (int i = 0; i < 400; ++i) text += i % 11 == 10 ? "and then " : "word ";
    const auto parts = split(text);
    ASSERT_GT(parts.size(), 5u);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        EXPECT_LE(parts[i].size(), 260u) << i;
        if (i > 0) {
            EXPECT_TRUE(parts[i].rfind("and then", 0) == 0) << parts[i];
        }
    }
}

// Any bytes of valid UTF-8: sorted, inside, trimmed, whole characters, and every visible character covered.
TEST(Sentences, CoverEverythingWhateverTheTextIs) {
    const std::string pieces[] = {"a",
                                  ".",
                                  "?",
                                  " ",
                                  "\n",
                                  "\n\n",
                                  "\"",
                                  ")",
                                  "Mr",
                                  "U.S.",
                                  "\xE3\x80\x82",
                                  "\xC3\xA9",
                                  "1",
                                  ",",
                                  "\xE2\x80\xA6",
                                  "\xC2\xA0"};
    unsigned seed = 7;
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (int i = 0; i < 400; ++i) text += pieces[(seed = seed * 1664525u + 1013904223u) >> 28];
        std::vector<Span> spans;
        split_sentences(text, {0, static_cast<std::uint32_t>(text.size())}, spans);
        std::size_t at = 0;
        for (const Span& s : spans) {
            ASSERT_LE(at, s.begin) << text;
            ASSERT_LT(s.begin, s.end) << text;
            ASSERT_TRUE(is_boundary(text, s.begin) && is_boundary(text, s.end)) << text;
            ASSERT_EQ(trimmed(s.in(text)).size(), s.size()) << text;
            ASSERT_TRUE(trimmed(std::string_view(text).substr(at, s.begin - at)).empty()) << text;
            at = s.end;
        }
        ASSERT_TRUE(trimmed(std::string_view(text).substr(at)).empty()) << text;
    }
}

TEST(Sentences, LongTextWithoutASpaceIsCutBetweenCharacters) {
    std::string text;
    for (int i = 0; i < 100000; ++i) text += "\xE3\x81\x82";
    for (const auto& part : split(text)) {
        ASSERT_LE(part.size(), 640u);
        ASSERT_TRUE(is_valid_utf8(part));
    }
}

}  // namespace
}  // namespace earwitness::text
