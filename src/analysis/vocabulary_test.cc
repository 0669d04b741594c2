#include "analysis/vocabulary.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace earwitness::analysis {
namespace {

std::vector<text::Token> tokens_of(const std::string& text) {
    std::vector<text::Token> tokens;
    text::tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, tokens);
    return tokens;
}

TEST(Vocabulary, NumbersSpellingsInTheOrderOfTheText) {
    const std::string text = "The caf\xC3\x89, the cafe: THE 12 the, 12";
    const std::vector<text::Token> tokens = tokens_of(text);
    const Vocabulary words = build_vocabulary(text, tokens);
    EXPECT_EQ(words.of_token, (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 7, 3, 2, 7}));
    EXPECT_EQ(words.lower, (std::vector<std::string>{"the", "caf\xC3\xA9", ",", "the", "cafe", ":", "the", "12"}));
    EXPECT_EQ(words.words[3].span.in(text), "the");
}

// Against a map of strings, over many words of all lengths, some of which differ in one byte only.
TEST(Vocabulary, AgreesWithAMapOfStrings) {
    std::string text;
    for (int i = 0; i < 20000; ++i) {
        const std::string word(static_cast<std::size_t>(1 + i * 7 % 23), static_cast<char>('a' + i % 26));
        text += word + static_cast<char>('a' + i / 26 % 26) + (i % 5 == 0 ? std::to_string(i % 3000) : "") + ' ';
    }
    const std::vector<text::Token> tokens = tokens_of(text);
    const Vocabulary words = build_vocabulary(text, tokens);
    std::map<std::pair<text::TokenKind, std::string_view>, std::uint32_t> known;
    ASSERT_EQ(words.of_token.size(), tokens.size());
    for (std::size_t t = 0; t < tokens.size(); ++t) {
        const auto next = static_cast<std::uint32_t>(known.size());
        const auto number = known.try_emplace({tokens[t].kind, tokens[t].span.in(text)}, next).first->second;
        ASSERT_EQ(words.of_token[t], number) << tokens[t].span.in(text);
    }
    EXPECT_EQ(words.size(), known.size());
    EXPECT_GT(words.size(), 2048u) << "too few words to make the table grow";
}

TEST(Vocabulary, OfNothingIsEmpty) { EXPECT_EQ(build_vocabulary("", {}).size(), 0u); }

}  // namespace
}  // namespace earwitness::analysis
