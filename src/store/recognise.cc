#include "store/recognise.h"

#include <functional>
#include <map>
#include <string_view>

namespace earwitness::store {
namespace {

// A key of an identity, "" where it has none.
using KeyOf = std::function<std::string(const Identity&)>;

std::string joined(std::string_view a, std::string_view b) {
    if (a.empty() || b.empty()) return {};
    return std::string(a) + '\0' + std::string(b);
}

std::string date_of(const Identity& item) {
    return item.published_at ? std::to_string(*item.published_at) : std::string();
}

using Places = std::map<std::string, std::vector<std::size_t>>;

// Of all items, also those that are matched already: a key that an item shares with a matched one says nothing.
Places places_of(const std::vector<Identity>& items, const KeyOf& key_of) {
    Places places;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (std::string key = key_of(items[i]); !key.empty()) places[std::move(key)].push_back(i);
    return places;
}

// One URL that serves the newest recording under a new guid, title and date each day is not one episode.
bool plausible(const Identity& known, const Identity& incoming) {
    return known.guid.empty() || incoming.guid.empty() || known.guid == incoming.guid ||
           known.title == incoming.title || known.published_at == incoming.published_at;
}

}  // namespace

std::vector<std::optional<std::size_t>> recognise(const std::vector<Identity>& known,
                                                  const std::vector<Identity>& incoming) {
    struct Rule {
        KeyOf key_of;
        bool in_order;  // several with one key are paired in their order, instead of not at all
    };
    const Rule rules[] = {
        {[](const Identity& i) {
             return i.guid + '\0' + i.enclosure + '\0' + i.link + '\0' + i.title + '\0' + date_of(i);
         },
         true},
        {[](const Identity& i) { return joined(i.guid, i.enclosure); }, false},
        {[](const Identity& i) { return joined(i.guid, i.title); }, false},
        {[](const Identity& i) { return i.guid; }, false},
        {[](const Identity& i) { return i.enclosure; }, false},
        {[](const Identity& i) { return joined(i.link, i.title); }, false},
        {[](const Identity& i) { return joined(i.title, date_of(i)); }, false},
        {[](const Identity& i) { return joined(i.link, date_of(i)); }, false},
    };
    std::vector<std::optional<std::size_t>> match(incoming.size());
    std::vector<bool> known_taken(known.size()), incoming_taken(incoming.size());
    for (const auto& rule : rules) {
        const auto theirs = places_of(known, rule.key_of);
        const auto ours = places_of(incoming, rule.key_of);
        for (const auto& [key, mine] : ours) {
            const auto found = theirs.find(key);
            if (found == theirs.end()) continue;
            if (!rule.in_order && (mine.size() > 1 || found->second.size() > 1)) continue;
            for (std::size_t i = 0; i < mine.size() && i < found->second.size(); ++i) {
                if (incoming_taken[mine[i]] || known_taken[found->second[i]]) continue;
                if (!plausible(known[found->second[i]], incoming[mine[i]])) continue;
                match[mine[i]] = found->second[i];
                incoming_taken[mine[i]] = known_taken[found->second[i]] = true;
            }
        }
    }
    return match;
}

}  // namespace earwitness::store
