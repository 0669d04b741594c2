#include "text/align.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "text/sound_alike.h"

namespace earwitness::text {
namespace {

std::string folded(std::string_view text) {
    std::vector<SpokenWord> words;
    spoken_words(text, {0, static_cast<std::uint32_t>(text.size())}, words);
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + word.text;
    return out;
}

TEST(SpokenWords, TwoWritingsOfOneSpeechAreEqual) {
    const std::pair<const char*, const char*> cases[] = {
        {"I don't know, um, it's 40%", "i do not know it 40 percent"},
        {"don\xE2\x80\x99t", "do not"},
        {"dont", "do not"},
        {"can't, cannot, can not", "can not can not can not"},
        {"three hundred and forty people", "340 people"},
        {"a hundred thousand", "100000"},
        {"1,000 and 2.5", "1000 and 2.5"},
        {"two point five", "2.5"},
        {"$5 million", "5000000 dollars"},
        {"five million dollars", "5000000 dollars"},
        {"$5M, 5k", "5000000 dollars 5000"},
        {"twenty twenty-four and nineteen ninety", "2024 and 1990"},
        {"one of those two", "one of those 2"},
        {"the 1st and the 20th", "the first and the 20th"},
        {"open-source caf\xC3\xA9", "open source cafe"},
        {"the U.S. and GPT-4", "the us and gpt 4"},
        {"gonna", "going to"},
        {"Ada's lamp", "ada lamp"},
        {"I, I think", "i i think"},
        {"", ""},
        {"... -- !", ""},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(folded(text), expected) << text;
}

TEST(SpokenWords, SpansAreTheBytesOfEachWord) {
    const std::string text = "We didn't pay forty-two dollars.";
    std::vector<SpokenWord> words;
    spoken_words(text, {0, static_cast<std::uint32_t>(text.size())}, words);
    ASSERT_EQ(words.size(), 6u);
    EXPECT_EQ(words[1].span.in(text), "didn't");
    EXPECT_EQ(words[2].span.in(text), "didn't");
    EXPECT_EQ(words[4].span.in(text), "forty-two");
    EXPECT_TRUE(words[4].number);
    EXPECT_FALSE(words[0].capital) << "a sentence begins there";
}

TEST(SoundAlike, MishearingsAndOtherWords) {
    for (const auto& [a, b] : {std::pair{"kubernetes", "coopernetties"},
                               {"write", "wright"},
                               {"imagine", "inagine"},
                               {"erik", "eric"},
                               {"supervaluable", "supervaliable"},
                               {"their", "there"},
                               {"weigh", "way"},
                               {"write", "right"}})
        EXPECT_TRUE(sound_alike(a, b)) << a << " " << b;
    for (const auto& [a, b] : {std::pair{"java", "javascript"},
                               {"public", "private"},
                               {"good", "cat"},
                               {"go", "python"},
                               {"lamp", "oil"},
                               {"weight", "why"}})
        EXPECT_FALSE(sound_alike(a, b)) << a << " " << b;
}

class Align : public ::testing::Test {
  protected:
    const std::string text =
        "So, um, the lamp burns with whale oil. Gas will replace it within ten years, I think. You know, the lamp "
        "burns "
        "all night. We never paid forty percent for whale oil. The lamp burns with whale oil.";
    const std::vector<Span> all = {{0, static_cast<std::uint32_t>(text.size())}};
    const QuotationIndex index{text, all};

    std::optional<Placement> find(std::string_view quotation, Span near = {}) const {
        std::vector<SpokenWord> words;
        spoken_words(quotation, {0, static_cast<std::uint32_t>(quotation.size())}, words);
        return index.find(quotation, words, near);
    }
    std::string_view words(std::string_view quotation, Span near = {}) const {
        const auto found = find(quotation, near);
        return found ? found->span.in(text) : std::string_view("nowhere");
    }
};

TEST_F(Align, ExactBytes) {
    const auto found = find("Gas will replace it within ten years, I think.");
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->exact);
    EXPECT_EQ(found->span.in(text), "Gas will replace it within ten years, I think.");
}

TEST_F(Align, OtherWriting) {
    const auto found = find("gas will replace it within 10 years");
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->exact);
    EXPECT_TRUE(found->differences.empty());
    EXPECT_EQ(found->span.in(text), "Gas will replace it within ten years");
}

TEST_F(Align, WordsDroppedPutInAndMisheard) {
    EXPECT_EQ(words("Gas will replace within the ten years"), "Gas will replace it within ten years");
    EXPECT_EQ(words("gaz will replace it within ten yearz"), "Gas will replace it within ten years");
    EXPECT_EQ(words("zzz gas will replace it within ten years qqq"), "Gas will replace it within ten years");
}

TEST_F(Align, EqualPlacesAreToldApartByNearness) {
    EXPECT_EQ(find("the lamp burns with whale oil")->span.begin, 8u);
    const Span last{static_cast<std::uint32_t>(text.size() - 40), static_cast<std::uint32_t>(text.size())};
    EXPECT_GT(find("the lamp burns with whale oil", last)->span.begin, 100u);
}

TEST_F(Align, NeverCrossesAStretch) {
    const std::vector<Span> halves = {{0, 38}, {39, static_cast<std::uint32_t>(text.size())}};
    const QuotationIndex split(text, halves);
    std::vector<SpokenWord> words;
    const std::string_view quotation = "burns with whale oil gas will replace it";
    spoken_words(quotation, {0, static_cast<std::uint32_t>(quotation.size())}, words);
    const auto found = split.find(quotation, words, {});
    ASSERT_TRUE(found);
    EXPECT_TRUE(halves[0].contains(found->span) || halves[1].contains(found->span));
}

TEST_F(Align, NothingToFind) {
    EXPECT_FALSE(find(""));
    EXPECT_FALSE(find("zebra quagga okapi"));
    EXPECT_FALSE(QuotationIndex("", {}).find("a b", {{"a", {}}, {"b", {}}}, {}));
}

// Every stretch of words of a random text is found at its own bytes, or at an equal earlier one.
TEST(AlignProperty, EveryStretchOfWordsIsFoundWhereItsWordsStand) {
    std::mt19937 random(7);
    for (int round = 0; round < 60; ++round) {
        std::string text;
        std::vector<std::uint32_t> begins, ends;
        for (int i = 0; i < 200; ++i) {
            std::string word;
            for (unsigned n = 2 + random() % 3; n-- > 0;) word += static_cast<char>('a' + random() % 4);
            begins.push_back(static_cast<std::uint32_t>(text.size()));
            text += word;
            ends.push_back(static_cast<std::uint32_t>(text.size()));
            text += random() % 9 == 0 ? ". " : " ";
        }
        const std::vector<Span> all = {{0, static_cast<std::uint32_t>(text.size())}};
        const QuotationIndex index(text, all);
        for (int i = 0; i < 40; ++i) {
            const std::size_t from = random() % 180, to = from + 4 + random() % 16;
            const std::string quotation = text.substr(begins[from], ends[to] - begins[from]);
            std::vector<SpokenWord> words;
            spoken_words(quotation, {0, static_cast<std::uint32_t>(quotation.size())}, words);
            const auto found = index.find(quotation, words, {});
            ASSERT_TRUE(found) << quotation;
            EXPECT_TRUE(found->differences.empty()) << quotation << " / " << found->span.in(text);
            EXPECT_LE(found->span.begin, begins[from]);
            EXPECT_TRUE(found->span.in(text).starts_with(quotation) ||
                        folded(found->span.in(text)) == folded(quotation));
        }
    }
}

}  // namespace
}  // namespace earwitness::text
