#include "base/parallel.h"

#include <gtest/gtest.h>

#include <string>

namespace earwitness::base {
namespace {

std::string run(std::size_t jobs, int items, int stop_at) {
    int given = 0;
    std::string out;
    ordered_parallel<int, std::string>(
        jobs, [&]() -> std::optional<int> { return given < items ? std::optional(given++) : std::nullopt; },
        [](int&& item) {
            if (item % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
            return std::to_string(item) + ",";
        },
        [&](std::string&& value) {
            out += value;
            return value != std::to_string(stop_at) + ",";
        });
    return out;
}

TEST(ParallelTest, TheOrderIsThatOfTheItemsWhateverTheThreads) {
    const std::string one = run(1, 200, -1);
    EXPECT_EQ(one.substr(0, 8), "0,1,2,3,");
    for (std::size_t jobs : {2, 5, 16}) EXPECT_EQ(run(jobs, 200, -1), one) << jobs;
}

TEST(ParallelTest, StopsWhenToldTo) { EXPECT_EQ(run(3, 200, 4), "0,1,2,3,4,"); }
TEST(ParallelTest, NothingToDo) { EXPECT_EQ(run(4, 0, -1), ""); }

}  // namespace
}  // namespace earwitness::base
