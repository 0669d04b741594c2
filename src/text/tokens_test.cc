#include "text/tokens.h"

#include <gtest/gtest.h>

#include <string>

namespace earwitness::text {
namespace {

std::string joined(std::string_view text) {
    std::vector<Token> tokens;
    tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, tokens);
    std::string out;
    for (const Token& token : tokens) {
        if (!out.empty()) out += '|';
        if (token.kind == TokenKind::kNumber) out += '=';
        out += token.span.in(text);
    }
    return out;
}

TEST(Tokens, SplitsAsTheCorporaDo) {
    const struct {
        const char* text;
        const char* tokens;
    } kCases[] = {
        {"", ""},
        {"Ada's engine.", "Ada|'s|engine|."},
        {"Ada\xE2\x80\x99s, the dogs' bowl", "Ada|\xE2\x80\x99s|,|the|dogs|'|bowl"},
        {"I don't know, O'Brien", "I|don't|know|,|O'Brien"},
        {"The U.S. and AT&T at 3.5% of $1,000.", "The|U.S.|and|AT&T|at|=3.5|%|of|$|=1,000|."},
        {"GPT-4 on 5G in 2019.", "GPT-4|on|5G|in|=2019|."},
        {"Dr. J. Smith Jr. of Acme Inc. said so. Yes", "Dr.|J.|Smith|Jr.|of|Acme|Inc.|said|so|.|Yes"},
        {"a Boston-based, well-known man", "a|Boston|-|based|,|well-known|man"},
        {"Node.js, .NET, C++ and C#. Vue.js.", "Node.js|,|.NET|,|C++|and|C#|.|Vue.js|."},
        {"done.Next", "done|.|Next"},
        {"at 10:30 (sharp)... \"no\"!!", "at|=10:30|(|sharp|)|...|\"|no|\"|!!"},
        {"see https://x.org/a?b=c. @ada #rust", "see|https://x.org/a?b=c|.|@ada|#rust"},
        {"Zo\xC3\xAB \xE2\x80\x9Cok\xE2\x80\x9D \xE6\x9D\xB1\xE4\xBA\xAC",
         "Zo\xC3\xAB|\xE2\x80\x9C|ok|\xE2\x80\x9D|\xE6\x9D\xB1|\xE4\xBA\xAC"},
        {"\xF0\x9F\x98\x80\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80|\xF0\x9F\x98\x80"},
        {"and/or TCP/IP plan b. Then", "and|/|or|TCP|/|IP|plan|b|.|Then"},
        {"won't. It's", "won't|.|It|'s"},
    };
    for (const auto& c : kCases) EXPECT_EQ(joined(c.text), c.tokens) << c.text;
}

TEST(Tokens, TilesHostileText) {
    const std::string kHostile[] = {std::string(5000, 'A'),
                                    std::string(3000, '\''),
                                    std::string(3000, '-'),
                                    std::string(2000, '@'),
                                    "\xF0\x9F\x98\x80" + std::string(1000, '.'),
                                    "a" + std::string(3000, '-') + "b",
                                    "'s's's's",
                                    "@@a#b#"};
    for (const std::string& text : kHostile) {
        std::vector<Token> tokens;
        tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, tokens);
        std::uint32_t at = 0;
        for (const Token& token : tokens) {
            EXPECT_EQ(token.span.begin, at) << text.substr(0, 20);
            EXPECT_GT(token.span.end, token.span.begin) << text.substr(0, 20);
            EXPECT_LE(token.span.size(), 520u) << text.substr(0, 20);
            at = token.span.end;
        }
        EXPECT_EQ(at, text.size()) << text.substr(0, 20);
    }
}

TEST(Tokens, StaysInsideTheSpan) {
    const std::string_view text = "Ada Lovelace's";
    std::vector<Token> tokens;
    tokenize(text, {1, 9}, tokens);
    ASSERT_EQ(tokens.size(), 2u);
    EXPECT_EQ(tokens[0].span.in(text), "da");
    EXPECT_EQ(tokens[1].span.in(text), "Lovel");
}

}  // namespace
}  // namespace earwitness::text
