// The queue in memory, on a clock that tests move. For the tests of the rooms that take a Queue.
#pragma once

#include <map>
#include <mutex>

#include "base/clock.h"
#include "queue/queue.h"

namespace earwitness::queue {

class FakeQueue : public Queue {
  public:
    FakeQueue(base::Clock& clock, std::int64_t ack_wait_ms) : clock_(clock), ack_wait_ms_(ack_wait_ms) {}

    Result<Put> put(const Entry& entry) override;
    // Does not wait.
    Result<std::unique_ptr<Delivery>> take(std::int64_t wait_ms) override;
    Result<std::size_t> open_entries() override;

  private:
    class InHand;
    struct Open {
        std::string body;
        int tries = 0;
        std::int64_t visible_at_ms = 0;
    };

    base::Clock& clock_;
    const std::int64_t ack_wait_ms_;
    std::mutex lock_;
    std::map<std::string, Open> open_;  // by id
};

}  // namespace earwitness::queue
