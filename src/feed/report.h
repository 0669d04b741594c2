// Collects what was odd while a document is read: by stable code, with a place, bounded however odd it is (a feed with
// a million bare ampersands gives a handful of entries and a count). One per parse; never crosses threads.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"

namespace earwitness::feed {

class Report {
  public:
    static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

    // Something unusual that is still well-formed.
    void odd(std::string_view code, std::string_view message, std::size_t offset = kNowhere);
    // Something that a strict reader refuses: sets recovered() too.
    void malformed(std::string_view code, std::string_view message, std::size_t offset = kNowhere);

    bool recovered() const { return recovered_; }
    void set_recovered() { recovered_ = true; }

    // In the order of their lines. Offsets given so far are into `text`.
    Diagnostics take(std::string_view text);

  private:
    struct Entry {
        std::string code;
        std::string message;
        std::size_t offset;
    };
    struct Count {
        std::string code;
        std::size_t seen = 0;
    };
    std::vector<Entry> entries_;
    std::vector<Count> counts_;
    bool recovered_ = false;
};

// For messages: one line, at most 60 bytes, cut between characters.
std::string shortened(std::string_view text);

}  // namespace earwitness::feed
