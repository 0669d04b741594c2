// When the next request to a host may go out. One process keeps it in memory (polite.h); several that share an archive
// keep it where all of them see it, by an implementation of theirs that create_http_client() is given.
#pragma once

#include <cstdint>
#include <string>

#include "earwitness/result.h"

namespace earwitness::fetch {

enum class Pace {
    kPolite,  // the host's interval is kept
    kFree,    // the user's own machine: only so many at once
};

struct Turn {
    bool granted = false;  // false: all places are taken; ask again after `wait_ms`
    std::int64_t wait_ms = 0;
    int place = 0;  // for leave()
};

// Threads: any number may call at once.
class Politeness {
  public:
    virtual ~Politeness() = default;
    // A place at a host ("name:port"), to be given back by leave(), and how long to wait before going. May itself wait
    // for a place. kUnavailable where what is shared cannot be reached.
    virtual Result<Turn> enter(const std::string& host, Pace pace) = 0;
    virtual void leave(const std::string& host, int place) = 0;
};

}  // namespace earwitness::fetch
