#include "base/brief.h"

#include <gtest/gtest.h>

namespace earwitness::base {
namespace {

TEST(Brief, LeavesOutWhatWasQuoted) {
    EXPECT_EQ(brief("syntax error - invalid literal; last read: 'secret words'"), "syntax error - invalid literal");
    EXPECT_EQ(brief("short"), "short");
    EXPECT_EQ(brief(std::string(199, 'a') + "\xC3\xA9 and on"), std::string(199, 'a') + " ...");
}

}  // namespace
}  // namespace earwitness::base
