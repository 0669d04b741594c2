// When to try again and when to ask next. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/settings.h"
#include "store/archive.h"

namespace earwitness::pipeline {

// Seconds to wait after so many failures in a row: 15 minutes, doubled each time, at most a week.
std::int64_t back_off_s(int failures);

// Seconds until a show's feed is asked again: a quarter of the median gap between its newest episodes, within the
// user's limits; a show that says it is complete once a week at most.
std::int64_t update_interval_s(const Settings& settings, const Show& show,
                               const std::vector<store::IncomingEpisode>& episodes);

}  // namespace earwitness::pipeline
