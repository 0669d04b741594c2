// What holds of every queue: of the double in memory and of a real nats-server.
#include <gtest/gtest.h>

#include "queue/fake.h"
#include "queue/nats_server.h"

namespace earwitness::queue {
namespace {

constexpr std::int64_t kAckWaitMs = 600;

NatsServer& server() {
    static NatsServer running;
    return running;
}

class QueueTest : public ::testing::TestWithParam<bool> {
  protected:
    void SetUp() override {
        static int number = 0;
        if (GetParam()) {
            NatsOptions options;
            options.url = server().url();
            options.stream = "test" + std::to_string(++number);
            options.ack_wait_ms = kAckWaitMs;
            auto queue = connect_nats(options);
            ASSERT_TRUE(queue) << queue.error().message;
            queue_ = std::move(*queue);
        } else {
            queue_ = std::make_unique<FakeQueue>(base::system_clock(), kAckWaitMs);
        }
    }
    std::unique_ptr<Delivery> take(std::int64_t wait_ms = 2'000) {
        const std::int64_t end = base::system_clock().now_ms() + wait_ms;
        do {
            auto taken = queue_->take(100);
            EXPECT_TRUE(taken) << taken.error().message;
            if (taken && *taken) return std::move(*taken);
            base::system_clock().sleep_ms(20);
        } while (base::system_clock().now_ms() < end);
        return {};
    }

    std::unique_ptr<Queue> queue_;
};

INSTANTIATE_TEST_SUITE_P(Kinds, QueueTest, ::testing::Bool(),
                         [](const auto& info) { return std::string(info.param ? "Nats" : "Fake"); });

TEST_P(QueueTest, WhatIsPutIsTakenOnceAndGoesWhenItIsDone) {
    EXPECT_EQ(*queue_->put({"analysis", "one", "body \xc3\xa9"}), Put::kQueued);
    EXPECT_EQ(*queue_->open_entries(), 1u);
    const auto taken = take();
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->body(), "body \xc3\xa9");
    EXPECT_EQ(taken->tries(), 1);
    EXPECT_FALSE(take(200)) << "it is in hand";
    EXPECT_EQ(*queue_->open_entries(), 1u);
    EXPECT_TRUE(taken->done());
    EXPECT_EQ(*queue_->open_entries(), 0u);
}

TEST_P(QueueTest, OneIdIsQueuedOnceWhileItIsOpen) {
    EXPECT_EQ(*queue_->put({"analysis", "one", "a"}), Put::kQueued);
    EXPECT_EQ(*queue_->put({"analysis", "one", "a"}), Put::kThere);
    EXPECT_EQ(*queue_->put({"analysis", "two", "b"}), Put::kQueued);
    EXPECT_EQ(*queue_->open_entries(), 2u);
    const auto taken = take();
    EXPECT_EQ(*queue_->put({"analysis", "one", "a"}), Put::kThere);
    EXPECT_EQ(*queue_->open_entries(), 2u);
}

TEST_P(QueueTest, ComesBackWhenItsWorkerIsGoneOrGivesItBack) {
    ASSERT_TRUE(queue_->put({"analysis", "one", "a"}));
    auto first = take();
    ASSERT_TRUE(first);
    EXPECT_FALSE(take(kAckWaitMs / 3));
    auto second = take();  // nothing was heard of the first
    ASSERT_TRUE(second);
    EXPECT_EQ(second->tries(), 2);
    ASSERT_TRUE(second->later(0));
    auto third = take();
    ASSERT_TRUE(third);
    EXPECT_EQ(third->tries(), 3);
    third.reset();
    auto fourth = take();
    ASSERT_TRUE(fourth) << "dropped";
    EXPECT_TRUE(fourth->done());
    EXPECT_EQ(*queue_->open_entries(), 0u);
}

TEST_P(QueueTest, ComesBackAfterADelayWhileOthersAreDone) {
    for (const char* id : {"one", "two", "three"}) ASSERT_TRUE(queue_->put({"analysis", id, id}));
    auto first = take();
    ASSERT_TRUE(first);
    const std::string put_off = first->body();
    ASSERT_TRUE(first->later(2 * kAckWaitMs));
    first.reset();
    std::vector<std::string> bodies;
    for (int i = 0; i < 40 && bodies.size() < 3; ++i)
        if (auto next = take(kAckWaitMs / 4)) {
            bodies.push_back(next->body());
            ASSERT_TRUE(next->done());
        }
    ASSERT_EQ(bodies.size(), 3u);
    EXPECT_EQ(bodies.back(), put_off) << "after the delay, though that is longer than nobody may be heard of";
    EXPECT_EQ(*queue_->open_entries(), 0u);
}

TEST_P(QueueTest, StaysInHandAsLongAsWorkIsSaidToGoOn) {
    ASSERT_TRUE(queue_->put({"analysis", "one", "a"}));
    const auto taken = take();
    ASSERT_TRUE(taken);
    for (int i = 0; i < 8; ++i) {
        EXPECT_FALSE(take(kAckWaitMs / 4));
        EXPECT_TRUE(taken->working());
    }
    EXPECT_TRUE(taken->done());
}

TEST(NatsQueue, ARestartedBrokerHasLostNothingAndIsFoundAgain) {
    NatsOptions options;
    options.url = server().url();
    options.stream = "restart";
    options.answer_wait_ms = 300;
    auto queue = connect_nats(options);
    ASSERT_TRUE(queue) << queue.error().message;
    ASSERT_TRUE((*queue)->put({"analysis", "one", "a"}));
    server().stop();
    const auto away = (*queue)->put({"analysis", "two", "b"});
    ASSERT_FALSE(away);
    EXPECT_EQ(away.error().code, ErrorCode::kUnavailable);
    EXPECT_NE(away.error().message.find(options.url), std::string::npos) << away.error().message;
    EXPECT_FALSE((*queue)->take(100));
    server().start();
    std::unique_ptr<Delivery> taken;
    for (int tries = 0; tries < 50 && !taken; ++tries)
        if (auto got = (*queue)->take(200)) taken = std::move(*got);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->body(), "a");
    EXPECT_TRUE(taken->done());
}

TEST(NatsQueue, ErrorsNameBrokerReasonAndRemedy) {
    const auto none = connect_nats({.url = "nats://user:secret@127.0.0.1:1"});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::kUnavailable);
    EXPECT_NE(none.error().message.find("nats://127.0.0.1:1: connecting: "), std::string::npos) << none.error().message;
    EXPECT_NE(none.error().message.find("nats-server"), std::string::npos);
    EXPECT_EQ(none.error().message.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace earwitness::queue
