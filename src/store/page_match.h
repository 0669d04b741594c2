// Which episode of the archive a page of another system tells of. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/recognise.h"

namespace earwitness::store {

// An address without what differs between two mentions of one file: scheme, "www.", query, and the measuring services
// that stand in front ("https://dts.podtrac.com/redirect.mp3/traffic.example.com/a.mp3?x=1" is
// "traffic.example.com/a.mp3"). The query stays where it names the thing ("youtube.com/watch?v=...").
std::string address_key(std::string_view url);

class PageMatcher {
  public:
    // `preferred`: feeds and local files go before episodes that only pages tell of.
    void add(std::size_t episode, const Identity& identity, bool preferred);

    struct Match {
        std::size_t episode = 0;
        std::string_view by;  // "enclosure", "link", "guid", "title and date", "title"
    };
    // By the first of these that leads to exactly one (preferred) episode: the page's address as an enclosure, a link,
    // a guid; the title with the day; the title alone where the page knows no day and the title says enough (16 bytes).
    std::optional<Match> find(const Identity& page) const;

  private:
    struct Place {
        std::size_t episode = 0;
        bool preferred = false;
    };
    using Index = std::multimap<std::string, Place>;
    static std::optional<std::size_t> only(const Index& index, const std::string& key);

    Index enclosures_, links_, guids_, titles_and_days_, titles_;
};

}  // namespace earwitness::store
