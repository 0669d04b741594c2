#include "text/plain_line.h"

#include <gtest/gtest.h>

namespace earwitness::text {
namespace {

TEST(PlainLine, KeepsWhatIsReadAndNothingElse) {
    const struct {
        const char* text;
        std::size_t max_bytes;
        const char* line;
    } cases[] = {
        {"", 0, ""},
        {"  How lamps\n\tare lit ", 0, "How lamps are lit"},
        {"bell\x07 escape\x1b[31m del\x7f", 0, "bell escape [31m del"},
        {"next\xC2\x85line \xE2\x80\xA8 here", 0, "next line here"},
        {"\xE2\x80\xAEgpj.exe\xE2\x80\xAC \xE2\x81\xA6in\xE2\x81\xA9", 0, "gpj.exe in"},
        {"\xD7\x90\xE2\x80\x8F stays", 0, "\xD7\x90\xE2\x80\x8F stays"},  // a mark that turns nothing but itself
        {"no \xEF\xBF\xBE\xEF\xB7\x90 character", 0, "no character"},
        {"cut between the words", 13, "cut between\xE2\x80\xA6"},
        {"cut between", 11, "cut between"},
        {"cut between ", 11, "cut between"},
        {"cut between the", 11, "cut between\xE2\x80\xA6"},
        {"Donaudampfschiff", 6, "Donaud\xE2\x80\xA6"},
        {"caf\xC3\xA9s", 4, "caf\xE2\x80\xA6"},
    };
    for (const auto& c : cases) EXPECT_EQ(plain_line(c.text, c.max_bytes), c.line) << c.text << " " << c.max_bytes;
}

}  // namespace
}  // namespace earwitness::text
