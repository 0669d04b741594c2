// Transport that goes easy on each host: a least interval between two requests, and only so many at once. It stands
// below the redirects, so that every hop counts for the host that it goes to. Internal to fetch/.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>

#include "fetch/transport.h"

namespace earwitness::fetch {

class PoliteTransport : public Transport {
  public:
    // Both must outlive it. No interval is kept to Request::private_origin, the user's own machine.
    PoliteTransport(Transport& transport, base::Clock& clock, std::int64_t min_interval_ms, int max_parallel)
        : transport_(transport), clock_(clock), min_interval_ms_(min_interval_ms), max_parallel_(max_parallel) {}

    Result<Reply> exchange(const Exchange& exchange, BodySink& sink) override;

  private:
    struct Host {
        int running = 0;
        std::int64_t next_start_ms = 0;
    };
    // Waits for a place and answers how long to sleep before going.
    std::int64_t enter(const std::string& host, bool own_machine);
    void leave(const std::string& host);

    Transport& transport_;
    base::Clock& clock_;
    const std::int64_t min_interval_ms_;
    const int max_parallel_;
    std::mutex lock_;
    std::condition_variable freed_;
    std::map<std::string, Host> hosts_;
};

}  // namespace earwitness::fetch
