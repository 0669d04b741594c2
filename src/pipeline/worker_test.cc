// Episodes by way of the queue, over an offline network, a queue in memory and a clock that stands still.
#include "pipeline/worker.h"

#include <gtest/gtest.h>

#include "pipeline/fill_queue.h"
#include "pipeline/in_hand.h"
#include "pipeline/queued_work.h"
#include "pipeline/test_archive.h"
#include "queue/fake.h"

namespace earwitness::pipeline {
namespace {

constexpr const char* kFeed =
    "<rss version=\"2.0\" xmlns:podcast=\"https://podcastindex.org/namespace/1.0\"><channel><title>The Lamp "
    "Room</title>"
    "<item><title>One</title><guid>1</guid><podcast:transcript url=\"https://x.test/1.vtt\" type=\"text/vtt\"/></item>"
    "<item><title>Two</title><guid>2</guid><enclosure url=\"https://x.test/2.mp3\" type=\"audio/mpeg\" length=\"1\"/>"
    "</item></channel></rss>";
constexpr const char* kOneLine = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada>The lamp burns with whale oil.\n";

class WorkerTest : public PipelineTest {
  protected:
    void SetUp() override {
        PipelineTest::SetUp();
        http_.answer("https://x.test/feed", kFeed);
        http_.answer("https://x.test/1.vtt", kOneLine, "text/vtt");
        ASSERT_TRUE(add(services(), "https://x.test/feed"));
        parts_.say = [this](std::string_view line) { said_ += std::string(line) + "\n"; };
    }
    Services services() {
        Services services = PipelineTest::services();
        services.cancelled = &cancelled_;
        return services;
    }
    QueueSummary fill(bool only_due = false) {
        RunOptions options;
        options.only_due = only_due;
        const auto filled = fill_queue(services(), options, queue_);
        EXPECT_TRUE(filled) << filled.error().message;
        return filled ? *filled : QueueSummary();
    }
    // Everything that can be taken now.
    WorkerSummary work() {
        WorkerSummary summary;
        for (;;) {
            const auto taken = queue_.take(0);
            if (!*taken) return summary;
            EXPECT_TRUE(work_on_delivery(services(), **taken, parts_, summary));
        }
    }
    store::StageRecord stage(store::Stage wanted) {
        const auto episode = archive_->find_episode("the-lamp-room/one");
        const auto stages = archive_->stages((*episode)->row);
        for (const auto& one : *stages)
            if (one.stage == wanted) return one;
        return {};
    }

    queue::FakeQueue queue_{clock_, 60'000};
    std::atomic<bool> cancelled_ = false;
    WorkerParts parts_;
    std::string said_;
};

TEST_F(WorkerTest, WhatIsDueIsQueuedOnceAndDone) {
    const auto first = fill();
    EXPECT_EQ(first.episodes, 2u);
    EXPECT_EQ(first.queued, 1u);
    EXPECT_EQ(first.waiting, 1u) << "for a transcript, and that is noted";
    EXPECT_EQ(archive_->open_stages()->size(), 1u);
    EXPECT_EQ(fill().there, 1u);
    const auto done = work();
    EXPECT_EQ(done.done, 1u);
    EXPECT_EQ(*queue_.open_entries(), 0u);
    EXPECT_EQ(stage(store::Stage::kIndex).state, store::StageState::kDone);
    EXPECT_NE(stage(store::Stage::kIndex).key, "");
    EXPECT_EQ(fill().queued, 0u);
}

TEST_F(WorkerTest, PlanningFetchesNothingAndFinishesNothing) {
    const auto asked = http_.requests().size();
    fill();
    EXPECT_EQ(http_.requests().size(), asked);
    EXPECT_TRUE((*archive_->find_episode("the-lamp-room/one"))->transcript_key.empty());
}

TEST_F(WorkerTest, AnEntryWhoseStageIsDoneCostsNothing) {
    fill();
    ASSERT_TRUE(run(services(), {}));
    const auto asked = http_.requests().size();
    const auto done = work();
    EXPECT_EQ(done.nothing_due, 1u);
    EXPECT_EQ(done.done, 0u);
    EXPECT_EQ(http_.requests().size(), asked);
    EXPECT_EQ(*queue_.open_entries(), 0u);
}

TEST_F(WorkerTest, AFailureIsKeptAndQueuedAgainWhenItIsDue) {
    fetch::FakeHttpClient broken;
    broken.fail("https://x.test/1.vtt", make_error(ErrorCode::kUnavailable, "not now"));
    fill(true);
    WorkerSummary summary;
    Services failing{*archive_, broken, clock_, Settings()};
    failing.engine = &*engine_;
    ASSERT_TRUE(work_on_delivery(failing, **queue_.take(0), parts_, summary));
    EXPECT_EQ(summary.failed, 1u);
    EXPECT_NE(said_.find("the-lamp-room/one (transcript): not now"), std::string::npos) << said_;
    EXPECT_EQ(*queue_.open_entries(), 0u);
    EXPECT_EQ(fill(true).queued, 0u) << "it backs off";
    clock_.advance_ms(16 * 60 * 1000);
    EXPECT_EQ(fill(true).queued, 1u);
    EXPECT_NE(queue_entry({"e", store::Stage::kIndex, "k", "p"}, 0).id,
              queue_entry({"e", store::Stage::kIndex, "k", "p"}, 1).id);
}

TEST_F(WorkerTest, WhatNoWorkerComesToAnEndWithIsKeptAsFailed) {
    fill();
    const auto tries = services().settings.queue.max_tries;
    for (int i = 0; i < tries; ++i) {
        EXPECT_TRUE(*queue_.take(0));  // and its worker died
        clock_.advance_ms(60'001);
    }
    const auto done = work();
    EXPECT_EQ(done.failed, 1u);
    EXPECT_EQ(*queue_.open_entries(), 0u);
    const auto record = stage(store::Stage::kTranscript);
    EXPECT_EQ(record.state, store::StageState::kFailed);
    EXPECT_NE(record.reason.find("given up after it was taken up 5 times"), std::string::npos) << record.reason;
    EXPECT_EQ(record.attempts, 1);
    EXPECT_TRUE(record.retry_at);
}

TEST_F(WorkerTest, AnEarwitnessOfAnotherKindIsLeftToItsOwnWorkers) {
    ASSERT_TRUE(queue_.put(queue_entry({"the-lamp-room/one", store::Stage::kTranscript, "k", "another"}, 0)));
    const auto first = work();
    EXPECT_EQ(first.handed_back, 1u);
    EXPECT_NE(said_.find("knowledge.txt"), std::string::npos) << said_;
    EXPECT_EQ(*queue_.open_entries(), 1u);
    EXPECT_FALSE(*queue_.take(0)) << "not at once";
}

TEST_F(WorkerTest, WhatIsNoneOfOursIsTakenOutAndSaid) {
    for (const char* body : {"", "{}", "[1]", "{\"episode\":1}", "\xff",
                             "{\"episode\":\"x\",\"stage\":\"nap\",\"key\":\"\",\"producer\":\"\"}"}) {
        said_.clear();
        ASSERT_TRUE(queue_.put({"x", body, body}));
        work();
        EXPECT_EQ(*queue_.open_entries(), 0u) << body;
        EXPECT_NE(said_.find("taken out"), std::string::npos) << body;
    }
}

TEST_F(WorkerTest, AnEpisodeThatIsGoneIsNothingToDo) {
    fill();
    ASSERT_TRUE(archive_->remove_show(archive_->find_show("the-lamp-room").value()->row));
    EXPECT_EQ(work().nothing_due, 1u);
    EXPECT_EQ(*queue_.open_entries(), 0u);
}

TEST_F(WorkerTest, WhoIsStoppedHandsBackWhatHeHasInHand) {
    fill();
    const auto taken = queue_.take(0);
    cancelled_ = true;
    WorkerSummary summary;
    ASSERT_TRUE(work_on_delivery(services(), **taken, parts_, summary));
    EXPECT_EQ(summary.handed_back, 1u);
    EXPECT_TRUE(*queue_.take(0)) << "another may have it at once";
}

TEST_F(WorkerTest, OneProcessAloneCanWriteToSqlite) {
    const auto refused = work_from_queue(services(), {}, parts_);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("archive copy"), std::string::npos) << refused.error().message;
}

TEST(InHand, SaysThatWorkGoesOnAsLongAsItDoes) {
    queue::FakeQueue queue(base::system_clock(), 200);
    ASSERT_TRUE(queue.put({"x", "one", ""}));
    const auto taken = queue.take(0);
    InHand in_hand(50);
    {
        const InHand::Hold hold(in_hand, **taken);
        base::system_clock().sleep_ms(600);
        EXPECT_FALSE(*queue.take(0));
    }
    base::system_clock().sleep_ms(400);
    EXPECT_TRUE(*queue.take(0));
}

}  // namespace
}  // namespace earwitness::pipeline
