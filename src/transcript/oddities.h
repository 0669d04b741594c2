// Counts what was odd in a file by kind and says each kind once: a transcript with a thousand overlaps gives
// one diagnostic, not a thousand. Internal to transcript/.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "earwitness/result.h"

namespace earwitness::transcript {

class Oddities {
  public:
    // `code` must be one of the table in oddities.cc.
    void add(const char* code, std::size_t line = 0, std::size_t times = 1) {
        auto& seen = seen_[code];
        if (seen.count == 0) seen.line = line;
        seen.count += times;
    }
    // One diagnostic a kind, sorted by code.
    Diagnostics take() const;

  private:
    struct Seen {
        std::size_t count = 0;
        std::size_t line = 0;
    };
    std::map<std::string, Seen> seen_;
};

}  // namespace earwitness::transcript
