#include "base/process.h"

#include <gtest/gtest.h>

namespace earwitness::base {
namespace {

TEST(ProcessTest, GivesWhatTheProgramWroteAndItsExitCode) {
    const auto done = run_process({"sh", "-c", "cat; echo wrong >&2; exit 3"}, "/", "read me");
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->exit_code, 3);
    EXPECT_EQ(done->out, "read me");
    EXPECT_EQ(done->err, "wrong\n");
}

TEST(ProcessTest, ArgumentsAreNoCommands) {
    const std::string odd = "$(echo no); `echo no` \"'\n--";
    const auto done = run_process({"printf", "%s", odd}, "/");
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->out, odd);
}

TEST(ProcessTest, WorksInTheFolder) { EXPECT_EQ(run_process({"pwd"}, "/usr")->out, "/usr\n"); }

TEST(ProcessTest, MuchInAndMuchOutDoNotBlock) {
    const std::string much(3 << 20, 'x');
    EXPECT_EQ(run_process({"cat"}, "/", much)->out, much);
}

TEST(ProcessTest, SaysWhatIsMissing) {
    const auto program = run_process({"no-such-program-here"}, "/");
    ASSERT_FALSE(program);
    EXPECT_EQ(program.error().code, ErrorCode::kNotFound);
    const auto folder = run_process({"pwd"}, "/no/such/folder");
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().message, "/no/such/folder: there is no such folder");
}

TEST(ProcessTest, ASignalIsNoSuccess) { EXPECT_EQ(run_process({"sh", "-c", "kill -9 $$"}, "/")->exit_code, 137); }

}  // namespace
}  // namespace earwitness::base
