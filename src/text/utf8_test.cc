#include "text/utf8.h"

#include <gtest/gtest.h>

namespace earwitness::text {
namespace {

TEST(Utf8Test, FindsTheFirstBrokenByte) {
    const struct {
        std::string text;
        std::size_t valid;
    } kTable[] = {
        {"plain", 5},         {"caf\xC3\xA9", 5},      {"caf\xE9", 3},          {"\xC0\x80", 0},
        {"a\xED\xA0\x80", 1}, {"\xF4\x90\x80\x80", 0}, {"\xF0\x9F\x8E\x99", 4}, {"x\xE2\x82", 1},
    };
    for (const auto& row : kTable) EXPECT_EQ(valid_utf8_prefix(row.text), row.valid) << row.text;
}

TEST(Utf8Test, MendsToOneReplacementForEachBrokenSequence) {
    EXPECT_EQ(repair_utf8("a\xE2\x82"
                          "b\xFF"),
              "a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD");
    EXPECT_TRUE(is_valid_utf8(repair_utf8("\xF0\x9F\xC3\x28\x80\xED\xA0\x80")));
}

TEST(Utf8Test, DecodesWhatItEncodes) {
    for (char32_t c : {U'a', U'\u00E9', U'\u20AC', U'\U0001F399', char32_t{0x10FFFF}}) {
        std::string bytes;
        append_utf8(c, bytes);
        std::size_t at = 0;
        EXPECT_EQ(next_code_point(bytes, at), c);
        EXPECT_EQ(at, bytes.size());
    }
}

TEST(Utf8Test, Trims) {
    EXPECT_EQ(trimmed(" \t\u00A0 word \u2003\n"), "word");
    EXPECT_EQ(trimmed("\u3000"), "");
}

TEST(Utf8Test, LowersBeyondAscii) { EXPECT_EQ(lower("\u00C9TUDE Ångström"), "\u00E9tude ångström"); }
TEST(Utf8Test, Windows1252) { EXPECT_EQ(from_windows_1252("it\x92s caf\xE9"), "it\u2019s caf\u00E9"); }

}  // namespace
}  // namespace earwitness::text
