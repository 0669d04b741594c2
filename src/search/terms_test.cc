#include "search/terms.h"

#include <gtest/gtest.h>

namespace earwitness::search {
namespace {

std::string words_of(std::string_view text) {
    std::vector<Word> words;
    find_words(text, {0, static_cast<std::uint32_t>(text.size())}, words);
    std::string out;
    for (const auto& word : words)
        out += (out.empty() ? "" : " ") + word.folded + "@" + std::to_string(word.span.begin) + "-" +
               std::to_string(word.span.end);
    return out;
}

TEST(Terms, Words) {
    const struct {
        const char *text, *words;
    } cases[] = {
        {"", ""},
        {"Hello, world", "hello@0-5 world@7-12"},
        {"GPT-4's", "gpt@0-3 4@4-5"},
        {"don't", "dont@0-5"},
        {"Ada\xE2\x80\x99s lamp", "ada@0-3 lamp@8-12"},
        {"'tis", "tis@1-4"},
        {"Caf\xC3\xA9", "cafe@0-5"},
        {"\xD0\x9C\xD0\xB8\xD1\x80", "\xD0\xBC\xD0\xB8\xD1\x80@0-6"},
        {"\xE6\x97\xA5\xE6\x9C\xAC", "\xE6\x97\xA5@0-3 \xE6\x9C\xAC@3-6"},
        {"a\xE2\x80\x94"
         "b",
         "a@0-1 b@4-5"},
        {"it's 3.5%", "it@0-2 3@5-6 5@7-8"},
        {"'", ""},
        {"s's", "s@0-1"},
    };
    for (const auto& c : cases) EXPECT_EQ(words_of(c.text), c.words) << c.text;
}

TEST(Terms, StemsAgree) {
    const Stemmer stemmer;
    EXPECT_EQ(stemmer.stem("predictions"), stemmer.stem("predicted"));
    EXPECT_EQ(stemmer.stem(""), "");
}

}  // namespace
}  // namespace earwitness::search
