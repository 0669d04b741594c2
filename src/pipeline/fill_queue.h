// `watch` and `run --queue` where workers share the work: what is due goes into the queue in place of being done.
#pragma once

#include "pipeline/run.h"
#include "queue/queue.h"

namespace earwitness::pipeline {

struct QueueSummary {
    std::size_t episodes = 0;  // looked at
    std::size_t queued = 0;
    std::size_t there = 0;    // due, and in the queue or in a worker's hands already
    std::size_t waiting = 0;  // for something that no worker can give
    bool cancelled = false;
};

// Errors as run()'s; kUnavailable where the broker does not answer: what was not queued is still due then.
Result<QueueSummary> fill_queue(const Services& services, const RunOptions& options, queue::Queue& queue);

}  // namespace earwitness::pipeline
