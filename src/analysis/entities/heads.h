// What the last words of a name of several say that it is: a "Deep Learning Meetup" is an event, a "Time Zone" no name
// at all. For names that nobody knows and the tagger took for organisations. Pure functions over a closed list of
// common English words.
#pragma once

#include <optional>
#include <string_view>

#include "earwitness/findings.h"

namespace earwitness::analysis::entities {

struct NameHead {
    bool is_name = true;
    std::optional<EntityType> type;  // none where the words leave it open
};

NameHead head_of(std::string_view name);

}  // namespace earwitness::analysis::entities
