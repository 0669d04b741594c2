#include "analysis/entities/sound.h"

#include <gtest/gtest.h>

#include <string>

namespace earwitness::analysis::entities {
namespace {

TEST(Sound, WritesWhatSoundsTheSameTheSame) {
    const struct {
        std::string_view one, other;
    } kCases[] = {
        {"Phil", "Fil"},         {"Geoff", "Jeff"}, {"Knight", "Nite"},   {"Katz", "Cats"},
        {"Michelle", "Michele"}, {"Zoë", "Zoe"},    {"Łukasz", "Lukasz"}, {"Schmidt", "Skmidt"},
    };
    for (const auto& c : kCases) {
        const std::string a = sound_of(c.one).code, b = sound_of(c.other).code;
        EXPECT_GE(likeness(sound_of(c.one), sound_of(c.other)), 0.65)
            << c.one << " " << a << " / " << c.other << " " << b;
    }
}

TEST(Sound, OrdersWhatIsAlikeBeforeWhatIsNot) {
    const struct {
        std::string_view meant, heard;
        double least, most;
    } kCases[] = {
        {"Lennart Heim", "Lenard Heim", 0.8, 0.999},
        {"ChinaTalk", "China Talks", 0.85, 0.999},
        {"Marc Andreessen", "Mark Andreessen", 0.9, 0.999},
        {"Epoch", "Epop", 0.6, 0.95},
        {"Danny", "Jamie", 0, 0.6},
        {"Textron", "extra", 0, 0.7},
        {"same", "SAME", 1, 1},
        {"", "", 1, 1},
        {"a", "", 0, 0.01},
    };
    for (const auto& c : kCases) {
        const double alike = likeness(sound_of(c.meant), sound_of(c.heard));
        EXPECT_GE(alike, c.least) << c.meant << " / " << c.heard;
        EXPECT_LE(alike, c.most) << c.meant << " / " << c.heard;
        EXPECT_DOUBLE_EQ(alike, likeness(sound_of(c.heard), sound_of(c.meant))) << c.meant << " / " << c.heard;
    }
}

TEST(Sound, LongAndOddNamesAreCut) {
    EXPECT_EQ(sound_of(std::string(100000, 'x')).letters.size(), Sound::kMaxLetters);
    EXPECT_EQ(sound_of("\xE4\xB8\xAD\xE6\x96\x87").letters, "");
    EXPECT_GE(likeness(sound_of(std::string(500, 'q') + "x"), sound_of(std::string(500, '9'))), 0.0);
}

TEST(Sound, CountsASwapAsOneChange) {
    EXPECT_DOUBLE_EQ(letter_likeness("abcd", "abdc"), 0.75);
    EXPECT_DOUBLE_EQ(letter_likeness("abcd", ""), 0);
}

}  // namespace
}  // namespace earwitness::analysis::entities
