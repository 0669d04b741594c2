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

TEST(ProgressLine, OfAnUnknownNumberHasNoBar) {
    std::ostringstream out;
    ProgressLine line(out);
    line.show("working", 3, 0, "lamps/one");
    EXPECT_EQ(out.str(), "\r\x1b[Kworking 3 done  lamps/one");
}

TEST(ProgressLine, ALogGetsWholeLinesAndFewOfThem) {
    std::ostringstream out;
    {
        ProgressLine line(out, ProgressStyle::kLines);
        line.show("asking", 0, 12, "Tides\x1b[31m");
        line.show("asking", 1, 12, "too soon to be said");
        line.show("asking", 12, 12, "too soon as well");
        line.wipe();
        line.show("publishing", 1, 2, "");
    }
    EXPECT_EQ(out.str(), "earwitness: asking, 0/12: Tides [31m\nearwitness: publishing, 1/2\n");
    out.str("");
    {
        ProgressLine line(out, ProgressStyle::kLines, std::chrono::milliseconds(0));
        line.show("working", 1, 0, "lamps/one");
        line.show("working", 2, 0, "");
        line.wipe();
    }
    EXPECT_EQ(out.str(), "earwitness: working, 1 done: lamps/one\nearwitness: working, 2 done\n");
}

}  // namespace
}  // namespace earwitness::cli
