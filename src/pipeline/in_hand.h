// What a worker's threads have in hand: as long as they are at it, the broker is told so, and gives it to nobody else.
#pragma once

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "queue/queue.h"

namespace earwitness::pipeline {

class InHand {
  public:
    // Says so this often; a third of the time after which the broker gives up is often enough.
    explicit InHand(std::int64_t every_ms);
    // Waits for the thread that says so.
    ~InHand() = default;

    // While it lives, `delivery` is in hand.
    class Hold {
      public:
        Hold(InHand& all, queue::Delivery& delivery);
        ~Hold();
        Hold(const Hold&) = delete;
        Hold& operator=(const Hold&) = delete;

      private:
        InHand& all_;
        queue::Delivery& delivery_;
    };

  private:
    std::mutex lock_;
    std::condition_variable_any changed_;
    std::set<queue::Delivery*> deliveries_;
    std::jthread thread_;  // last: ends before what it uses
};

}  // namespace earwitness::pipeline
