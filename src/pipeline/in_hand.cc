#include "pipeline/in_hand.h"

#include <chrono>

namespace earwitness::pipeline {

InHand::InHand(std::int64_t every_ms)
    : thread_([this, every_ms](const std::stop_token& stop) {
          std::unique_lock guard(lock_);
          for (;;) {
              changed_.wait_for(guard, stop, std::chrono::milliseconds(every_ms), [] { return false; });
              if (stop.stop_requested()) return;
              // Where it cannot be said now, the next time may do.
              for (queue::Delivery* delivery : deliveries_) static_cast<void>(delivery->working().has_value());
          }
      }) {}

InHand::Hold::Hold(InHand& all, queue::Delivery& delivery) : all_(all), delivery_(delivery) {
    const std::lock_guard guard(all_.lock_);
    all_.deliveries_.insert(&delivery_);
}

InHand::Hold::~Hold() {
    const std::lock_guard guard(all_.lock_);
    all_.deliveries_.erase(&delivery_);
}

}  // namespace earwitness::pipeline
