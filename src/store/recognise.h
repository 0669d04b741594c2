// Which episode of a feed is which of those already known: guids, URLs and titles all change in the wild. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace earwitness::store {

// What an episode is recognised by.
struct Identity {
    std::string guid, enclosure, link, title;
    std::optional<std::int64_t> published_at;
};

// For each incoming episode the index of the known one that it is, or nothing where it is new. A known episode is
// given out once. Tried in this order: everything equal; guid with
// enclosure, guid with title, guid; enclosure; link with title; title with date; link with date. A key counts only
// where it is neither empty nor shared by several of the incoming or of the known (a home page as every item's link,
// one guid for all): items that are equal in everything are taken in their order.
std::vector<std::optional<std::size_t>> recognise(const std::vector<Identity>& known,
                                                  const std::vector<Identity>& incoming);

}  // namespace earwitness::store
