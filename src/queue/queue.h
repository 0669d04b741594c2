// A queue of work that several processes share, as the rest of earwitness sees it: put in once, taken by one at a time,
// there until somebody says that it is done. Behind it is a broker (nats.cc); fake.h is a double in memory. What an
// entry means is pipeline/'s affair.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "earwitness/result.h"

namespace earwitness::queue {

struct Entry {
    std::string kind;  // a word: [a-z]+
    std::string id;    // what it is; of two entries with one id the second is not taken up while the first is open
    std::string body;
};

// An entry in hand. It comes back to the queue, for whoever takes it next, when it is dropped or its process ends.
// Threads: working() may be called on any, also beside the others.
class Delivery {
  public:
    virtual ~Delivery() = default;
    virtual const std::string& body() const = 0;
    // How often it was taken, this time included.
    virtual int tries() const = 0;
    // Once. What cannot be said (kUnavailable) leaves it in the queue: it will be taken again.
    virtual Status done() = 0;
    // Back into the queue, to be taken no sooner than in so many milliseconds. Once, in place of done().
    virtual Status later(std::int64_t delay_ms) = 0;
    // Still at it: the time until it comes back by itself begins anew.
    virtual Status working() = 0;
};

enum class Put { kQueued, kThere };

// Threads: one at a time on one Queue. Failures: kUnavailable (no broker, for now; the connection mends itself),
// kRefused, kInvalidArgument (the address).
class Queue {
  public:
    virtual ~Queue() = default;
    // On the broker's disk when this returns.
    virtual Result<Put> put(const Entry& entry) = 0;
    // Waits at most so long; null where nothing came.
    virtual Result<std::unique_ptr<Delivery>> take(std::int64_t wait_ms) = 0;
    // Entries that wait or are in somebody's hands.
    virtual Result<std::size_t> open_entries() = 0;
};

}  // namespace earwitness::queue
