#include "cli/progress_line.h"

#include <gtest/gtest.h>

#include <sstream>

namespace earwitness::cli {
namespace {

TEST(ProgressLine, DrawsABarAndWipesIt) {
    std::ostringstream out;
    {
        ProgressLine line(out);
        line.show("publishing", 6, 12, "Tides\x1b[31m");
        EXPECT_EQ(out.str(), "\r\x1b[Kpublishing [############------------] 6/12  Tides [31m");
        line.show("publishing", 7, 12, "too soon to be drawn");
        EXPECT_EQ(out.str().find("too soon"), std::string::npos);
        line.show("publishing", 12, 12, "");
        EXPECT_NE(out.str().find("[########################] 12/12"), std::string::npos);
    }
    EXPECT_TRUE(out.str().ends_with("\r\x1b[K"));
    std::ostringstream untouched;
    { ProgressLine line(untouched); }
    EXPECT_EQ(untouched.str(), "");
}

}  // namespace
}  // namespace earwitness::cli
