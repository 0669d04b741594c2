// The queue on a NATS server with JetStream: a stream with work-queue retention on its disk, one durable consumer that
// all workers share, explicit acknowledgement (docs/workers.md).
#pragma once

#include "queue/queue.h"

namespace earwitness::queue {

struct NatsOptions {
    std::string url;                      // nats://[user:password@]host:port, tls://...; several with commas between
    std::string stream = "earwitness";    // its name, and the first word of its subjects
    std::int64_t ack_wait_ms = 60'000;    // what is in hand and not heard of for so long is taken by another
    std::int64_t answer_wait_ms = 5'000;  // of the broker
};

// Makes stream and consumer where they are not there. Reconnects by itself, for ever; what cannot wait says
// kUnavailable.
Result<std::unique_ptr<Queue>> connect_nats(const NatsOptions& options);

}  // namespace earwitness::queue
