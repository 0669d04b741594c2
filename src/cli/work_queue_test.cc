#include "cli/work_queue.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace earwitness::cli {
namespace {

std::string printed(const pipeline::QueueSummary& summary) {
    std::ostringstream out;
    print_queued(summary, out);
    return out.str();
}

TEST(WorkQueue, SaysWhatWasQueuedAndWhatWasNot) {
    pipeline::QueueSummary summary;
    summary.episodes = summary.queued = 1;
    EXPECT_EQ(printed(summary), "1 episode: 1 queued for workers\n");
    summary.episodes = 9;
    summary.there = 3;
    summary.waiting = 2;
    summary.cancelled = true;
    EXPECT_EQ(
        printed(summary),
        "9 episodes: 1 queued for workers, 3 in the queue already, 2 waiting; stopped before the end, run it again "
        "to go on\n");
    EXPECT_EQ(queued_json(summary).dump(), R"({"episodes":9,"queued":1,"there":3,"waiting":2,"stopped":true})");
}

TEST(WorkQueue, NeedsTheAddressOfABroker) {
    const auto queue = open_work_queue({});
    ASSERT_FALSE(queue);
    EXPECT_EQ(queue.error().code, ErrorCode::kInvalidArgument);
    EXPECT_NE(queue.error().message.find("[queue]"), std::string::npos) << queue.error().message;
}

}  // namespace
}  // namespace earwitness::cli
