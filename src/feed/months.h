// Month names as feeds write them, in some twenty languages, full and short. Used by dates.cc.
#pragma once

#include <string_view>

namespace earwitness::feed {

// 1 to 12 for a lower-case name ("august", "agosto", "août", "авг"), 0 for anything else, and for names that are
// different months in different languages ("listopad").
int find_month(std::string_view lower_name);

}  // namespace earwitness::feed
