#include "text/word_alignment.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <sstream>

namespace earwitness::text {
namespace {

// Equal words get equal numbers.
std::vector<std::uint32_t> numbers(const std::string& text) {
    static std::map<std::string, std::uint32_t> known;
    std::vector<std::uint32_t> out;
    std::istringstream in(text);
    for (std::string word; in >> word;) out.push_back(known.emplace(word, known.size()).first->second);
    return out;
}

// "a=b" for each pair, by index.
std::string pairs(const std::string& a, const std::string& b) {
    const auto x = numbers(a), y = numbers(b);
    std::string out;
    for (const auto& pair : align_words(x, y)) out += std::to_string(pair.a) + "=" + std::to_string(pair.b) + " ";
    return out;
}

TEST(WordAlignment, PairsWhatIsSharedInOrder) {
    EXPECT_EQ(pairs("the lamp burns with oil", "a lamp burns with old oil"), "1=1 2=2 3=3 4=5 ");
    EXPECT_EQ(pairs("", "a b"), "");
    EXPECT_EQ(pairs("a b", ""), "");
    EXPECT_EQ(pairs("a b c", "x y z"), "");
}

TEST(WordAlignment, LeavesOutWordsThatOnlyHappenToBeShared) {
    // "the" stands in both, among words of which none agrees.
    EXPECT_EQ(pairs("one two three four the five six seven eight", "red blue green pink the grey black white gold"),
              "");
}

TEST(WordAlignment, FindsItsWayOverAStretchThatOneOfThemLacks) {
    std::mt19937 random(7);
    std::vector<std::uint32_t> said;
    for (int i = 0; i < 12'000; ++i) said.push_back(static_cast<std::uint32_t>(random() % 900));
    // The recogniser: every third word wrong, and an advertisement of 700 words in the middle.
    std::vector<std::uint32_t> heard;
    std::vector<std::size_t> truth;
    for (std::size_t i = 0; i < said.size(); ++i) {
        if (i == 6'000)
            for (std::uint32_t k = 0; k < 700; ++k) {
                heard.push_back(5'000 + k);
                truth.push_back(said.size());
            }
        heard.push_back(random() % 3 == 0 ? 900 + static_cast<std::uint32_t>(random() % 900) : said[i]);
        truth.push_back(i);
    }
    const auto found = align_words(said, heard);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(said[found[i].a], heard[found[i].b]);
        if (i > 0) {
            EXPECT_LT(found[i - 1].a, found[i].a);
            EXPECT_LT(found[i - 1].b, found[i].b);
        }
        wrong += truth[found[i].b] != found[i].a;
    }
    EXPECT_GT(found.size(), 7'500u);
    EXPECT_LT(wrong, found.size() / 500);
}

TEST(WordAlignment, StaysWithinItsMemoryWhereNothingAgrees) {
    std::vector<std::uint32_t> a(50'000), b(50'000);
    for (std::uint32_t i = 0; i < a.size(); ++i) {
        a[i] = i;
        b[i] = 100'000 + i;
    }
    EXPECT_TRUE(align_words(a, b).empty());
    // One word over and over has no row that stands once.
    std::fill(a.begin(), a.end(), 1u);
    std::fill(b.begin(), b.end(), 1u);
    EXPECT_LE(align_words(a, b).size(), a.size());
}

}  // namespace
}  // namespace earwitness::text
