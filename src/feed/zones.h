// Names of time zones as dates carry them. Used by dates.cc.
#pragma once

#include <optional>
#include <string_view>

namespace earwitness::feed {

// Minutes east of Greenwich; nothing for a name that nobody knows or that means several zones. "PT" and its like
// follow the clocks of the United States, so the day decides; on the days around a change they are not read.
std::optional<int> find_zone(std::string_view upper_name, int month, int day);

}  // namespace earwitness::feed
