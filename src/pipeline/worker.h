// `worker`: takes episodes from the queue, brings them up to date in an archive that several processes write to, and
// says so to the queue when that is committed. Killed at any point it loses nothing: the queue gives what it had in
// hand to another, which finds done what was committed.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "pipeline/services.h"
#include "queue/queue.h"

namespace earwitness::pipeline {

struct WorkerOptions {
    std::size_t jobs = 1;
    bool until_empty = false;  // ends when nothing is open in the queue, else when it is cancelled
};

// What each thread has of its own. Asked again after a failure.
struct WorkerParts {
    std::function<Result<store::Archive>()> open_archive;
    std::function<Result<std::unique_ptr<queue::Queue>>()> open_queue;
    std::function<void(std::string_view)> say;  // a line for whoever runs it; one thread at a time
};

struct WorkerSummary {
    std::size_t taken = 0;        // from the queue
    std::size_t done = 0;         // something was finished
    std::size_t nothing_due = 0;  // it was up to date already
    std::size_t failed = 0;       // kept as failed, with the reason
    std::size_t handed_back = 0;  // for another worker or another time
    bool cancelled = false;
};

// `services`: its archive is the first thread's. The error where it could not begin: kUnsupported for an archive that
// one process alone can write to, kUnavailable where broker or database do not answer. Once begun it waits for both.
Result<WorkerSummary> work_from_queue(const Services& services, const WorkerOptions& options, const WorkerParts& parts);

// One entry; what it came to is counted in `summary`. The error is the archive's or the queue's, and the entry is back
// in the queue then. For work_from_queue() and its tests.
Status work_on_delivery(const Services& services, queue::Delivery& delivery, const WorkerParts& parts,
                        WorkerSummary& summary);

}  // namespace earwitness::pipeline
