#include "pipeline/worker.h"

#include <mutex>
#include <thread>
#include <vector>

#include "pipeline/episode_run.h"
#include "pipeline/in_hand.h"
#include "pipeline/queued_work.h"
#include "pipeline/schedule.h"

namespace earwitness::pipeline {
namespace {

constexpr std::int64_t kTakeWaitMs = 500;
constexpr std::int64_t kBetweenTriesMs = 1'000;    // of a broker or a database that does not answer
constexpr std::int64_t kElsewhereMs = 5'000;       // until an episode that another works on is looked at again
constexpr std::int64_t kOtherProducerMs = 30'000;  // until a worker of the right version may have come
constexpr std::int64_t kLeastHeartbeatMs = 200;

// Keeps as failed what no worker comes to an end with.
Status give_up(const Services& services, const QueuedWork& work, const store::EpisodeRecord& episode, int tries,
               const std::string& why) {
    auto stages = services.archive.stages(episode.row);
    if (!stages) return stages.error();
    store::StageRecord record;
    for (const auto& stage : *stages)
        if (stage.stage == work.stage) record = stage;
    record.episode_row = episode.row;
    record.stage = work.stage;
    record.state = store::StageState::kFailed;
    record.key = work.key;
    record.reason = "given up after it was taken up " + std::to_string(tries) + " times: " + why;
    ++record.attempts;
    record.retry_at = services.clock.now_s() + back_off_s(record.attempts);
    return services.archive.note_stage(record);
}

// One entry of the queue, step by step.
class Work {
  public:
    Work(const Services& services, queue::Delivery& delivery, const WorkerParts& parts, WorkerSummary& summary)
        : services_(services), delivery_(delivery), parts_(parts), summary_(summary) {}

    Status go() {
        ++summary_.taken;
        const auto work = parse_queued_work(delivery_.body());
        if (!work) {
            parts_.say("an entry of the queue is none of earwitness's and was taken out: " +
                       delivery_.body().substr(0, 200));
            return delivery_.done();
        }
        const auto claim = services_.archive.claim("episode/" + work->episode);
        if (!claim) return give_back(0, claim.error());
        if (!*claim) return give_back(kElsewhereMs);
        auto episode = services_.archive.find_episode(work->episode);
        if (!episode) return give_back(0, episode.error());
        if (!*episode) return nothing_due();  // it has left the archive
        auto show = services_.archive.find_show((*episode)->show_id);
        if (!show) return give_back(0, show.error());
        return on(*work, **show, **episode);
    }

  private:
    Status on(const QueuedWork& work, const store::ShowRecord& show, const store::EpisodeRecord& episode) {
        const bool too_often = delivery_.tries() > services_.settings.queue.max_tries;
        if (work.producer != services_.engine->fingerprint()) {
            if (too_often)
                return failed(work, episode,
                              "the workers have other models or another knowledge.txt than who queued it; give all of "
                              "them the same version and the same file");
            parts_.say(work.episode +
                       ": was queued by an earwitness with other models or another knowledge.txt; left for a "
                       "worker that has the same");
            return give_back(kOtherProducerMs);
        }
        RunOptions options;
        options.audio = work.audio;
        options.only_due = work.only_due;
        if (too_often) {
            const auto plan = EpisodeRun(services_, options, show, episode).plan();
            if (plan.fatal) return give_back(0, *plan.fatal);
            if (!plan.due) return nothing_due();
            return failed(work, episode, "each time its worker ended or was not heard of before it was done");
        }
        const auto outcome = EpisodeRun(services_, options, show, episode).go();
        if (outcome.fatal) return give_back(0, *outcome.fatal);
        for (const auto& one : outcome.failures)
            parts_.say("failed: " + one.episode + " (" + one.stage + "): " + one.reason);
        if (services_.is_cancelled()) return give_back(0);
        if (!outcome.changed() && outcome.failures.empty()) return nothing_due();
        ++(outcome.failures.empty() ? summary_.done : summary_.failed);
        return delivery_.done();
    }

    Status nothing_due() {
        ++summary_.nothing_due;
        return delivery_.done();
    }
    Status failed(const QueuedWork& work, const store::EpisodeRecord& episode, const std::string& why) {
        if (auto done = give_up(services_, work, episode, delivery_.tries() - 1, why); !done)
            return give_back(0, done.error());
        ++summary_.failed;
        parts_.say("failed: " + work.episode + " (" + std::string(store::stage_name(work.stage)) + "): " + why);
        return delivery_.done();
    }
    Status give_back(std::int64_t delay_ms) {
        ++summary_.handed_back;
        return delivery_.later(delay_ms);
    }
    // The archive's error is what matters: an entry that cannot be given back comes back by itself.
    Status give_back(std::int64_t delay_ms, const Error& error) {
        static_cast<void>(give_back(delay_ms).has_value());
        return error;
    }

    const Services& services_;
    queue::Delivery& delivery_;
    const WorkerParts& parts_;
    WorkerSummary& summary_;
};

void add(const WorkerSummary& one, WorkerSummary& all) {
    all.taken += one.taken;
    all.done += one.done;
    all.nothing_due += one.nothing_due;
    all.failed += one.failed;
    all.handed_back += one.handed_back;
}

// How far all threads of a worker have come; said by one at a time, and not while another says something else.
class Count {
  public:
    Count(const Services& services, std::mutex& saying) : services_(services), saying_(saying) {}
    void begin(std::string_view what) { say(what, 0); }
    void end(std::string_view what) { say(what, 1); }

  private:
    void say(std::string_view what, std::size_t more) {
        const std::lock_guard guard(saying_);
        done_ += more;
        if (services_.progress) services_.progress({done_, 0, what});
    }

    const Services& services_;
    std::mutex& saying_;
    std::size_t done_ = 0;
};

// One thread of a worker: its own archive and queue, opened again when they fail.
class WorkerThread {
  public:
    WorkerThread(const Services& services, const WorkerOptions& options, const WorkerParts& parts, InHand& in_hand,
                 Count& count)
        : services_(services), options_(options), parts_(parts), in_hand_(in_hand), count_(count) {}

    Status open() {
        if (!archive_) {
            auto archive = parts_.open_archive();
            if (!archive) return archive.error();
            archive_.emplace(std::move(*archive));
        }
        if (queue_) return {};
        auto queue = parts_.open_queue();
        if (!queue) return queue.error();
        queue_ = std::move(*queue);
        return {};
    }

    void go() {
        while (!services_.is_cancelled()) {
            const auto done = step();
            if (done && *done) return;
            if (done) {
                trouble_.clear();
                continue;
            }
            if (done.error().message != trouble_) parts_.say(trouble_ = done.error().message);
            services_.clock.sleep_ms(kBetweenTriesMs);
        }
    }
    const WorkerSummary& summary() const { return summary_; }

  private:
    // True where everything is done.
    Result<bool> step() {
        if (auto opened = open(); !opened) return opened.error();
        auto delivery = queue_->take(kTakeWaitMs);
        if (!delivery) return delivery.error();
        if (!*delivery) {
            if (!options_.until_empty) return false;
            const auto open = queue_->open_entries();
            if (!open) return open.error();
            return *open == 0;
        }
        const auto work = parse_queued_work((*delivery)->body());
        const std::string what = work ? work->episode : std::string();
        count_.begin(what);
        Status done;
        {
            const InHand::Hold hold(in_hand_, **delivery);
            done = work_on_delivery(services_.on(*archive_), **delivery, parts_, summary_);
        }
        if (done) return count_.end(what), false;
        // Whatever it was, a new connection is no worse.
        if (done.error().code != ErrorCode::kCancelled) archive_.reset();
        return done.error();
    }

    const Services& services_;
    const WorkerOptions& options_;
    const WorkerParts& parts_;
    InHand& in_hand_;
    Count& count_;
    std::optional<store::Archive> archive_;
    std::unique_ptr<queue::Queue> queue_;
    std::string trouble_;  // said already
    WorkerSummary summary_;
};

}  // namespace

Status work_on_delivery(const Services& services, queue::Delivery& delivery, const WorkerParts& parts,
                        WorkerSummary& summary) {
    return Work(services, delivery, parts, summary).go();
}

Result<WorkerSummary> work_from_queue(const Services& services, const WorkerOptions& options,
                                      const WorkerParts& parts) {
    if (!services.archive.shared())
        return make_error(ErrorCode::kUnsupported,
                          services.archive.folder().string() +
                              ": only one process can write to an archive in SQLite; workers need one on a server "
                              "(`earwitness archive copy`, docs/archive.md), or use `earwitness run --jobs`");
    std::mutex saying;
    WorkerParts mine = parts;
    mine.say = [&](std::string_view line) {
        const std::lock_guard guard(saying);
        parts.say(line);
    };
    InHand in_hand(std::max(kLeastHeartbeatMs, services.settings.queue.ack_wait_seconds * 1000 / 3));
    Count count(services, saying);
    std::vector<std::unique_ptr<WorkerThread>> threads;
    for (std::size_t i = 0; i < std::max<std::size_t>(options.jobs, 1); ++i)
        threads.push_back(std::make_unique<WorkerThread>(services, options, mine, in_hand, count));
    if (auto opened = threads.front()->open(); !opened) return opened.error();
    {
        std::vector<std::jthread> running;
        for (auto& thread : threads) running.emplace_back([&thread] { thread->go(); });
    }
    WorkerSummary summary;
    for (const auto& thread : threads) add(thread->summary(), summary);
    summary.cancelled = services.is_cancelled();
    return summary;
}

}  // namespace earwitness::pipeline
