#include "cli/work_queue.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/session.h"
#include "queue/nats.h"

namespace earwitness::cli {

Result<std::unique_ptr<queue::Queue>> open_work_queue(const pipeline::Settings& settings) {
    if (settings.queue.url.empty())
        return make_error(ErrorCode::kInvalidArgument,
                          "no queue is named; set url in the section [queue] of earwitness.toml to a nats-server's "
                          "address, such as \"nats://127.0.0.1:4222\" (docs/workers.md)");
    queue::NatsOptions options;
    options.url = settings.queue.url;
    options.stream = settings.queue.stream;
    options.ack_wait_ms = settings.queue.ack_wait_seconds * 1000;
    return queue::connect_nats(options);
}

void print_queued(const pipeline::QueueSummary& summary, std::ostream& out) {
    out << counted(summary.episodes, "episode", "episodes") << ": " << summary.queued << " queued for workers";
    if (summary.there > 0) out << ", " << summary.there << " in the queue already";
    if (summary.waiting > 0) out << ", " << summary.waiting << " waiting";
    out << (summary.cancelled ? "; stopped before the end, run it again to go on\n" : "\n");
}

nlohmann::ordered_json queued_json(const pipeline::QueueSummary& summary) {
    return {{"episodes", summary.episodes},
            {"queued", summary.queued},
            {"there", summary.there},
            {"waiting", summary.waiting},
            {"stopped", summary.cancelled}};
}

}  // namespace earwitness::cli
