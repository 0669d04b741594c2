// Transport that goes easy on each host: a least interval between two requests, and only so many at once. It stands
// below the redirects, so that every hop counts for the host that it goes to. Internal to fetch/.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>

#include "fetch/politeness.h"
#include "fetch/transport.h"

namespace earwitness::fetch {

// Of this process alone.
class OwnPoliteness : public Politeness {
  public:
    OwnPoliteness(base::Clock& clock, std::int64_t min_interval_ms, int max_parallel)
        : clock_(clock), min_interval_ms_(min_interval_ms), max_parallel_(max_parallel) {}
    Result<Turn> enter(const std::string& host, Pace pace) override;
    void leave(const std::string& host, int place) override;

  private:
    struct Host {
        int running = 0;
        std::int64_t next_start_ms = 0;
    };
    base::Clock& clock_;
    const std::int64_t min_interval_ms_;
    const int max_parallel_;
    std::mutex lock_;
    std::condition_variable freed_;
    std::map<std::string, Host> hosts_;
};

class PoliteTransport : public Transport {
  public:
    // All must outlive it. No interval is kept to Request::private_origin, the user's own machine; what is posted goes
    // to a service of the user's, which is no stranger that other processes must go easy on: `own` has it.
    PoliteTransport(Transport& transport, base::Clock& clock, Politeness& own, Politeness& shared)
        : transport_(transport), clock_(clock), own_(own), shared_(shared) {}

    Result<Reply> exchange(const Exchange& exchange, BodySink& sink) override;

  private:
    Transport& transport_;
    base::Clock& clock_;
    Politeness &own_, &shared_;
};

}  // namespace earwitness::fetch
