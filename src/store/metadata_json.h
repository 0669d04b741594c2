// What a feed says of a show or an episode as JSON, and back: the `meta` columns of the archive. Absent and empty
// fields are left out. Reading never fails on a missing field, so that older rows stay readable.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "earwitness/episode.h"
#include "earwitness/result.h"

namespace earwitness::store {

std::string show_to_json(const Show& show);
Result<Show> show_from_json(std::string_view json);

std::string episode_to_json(const Episode& episode);
Result<Episode> episode_from_json(std::string_view json);

std::string chapters_to_json(const std::vector<FeedChapter>& chapters);
Result<std::vector<FeedChapter>> chapters_from_json(std::string_view json);

}  // namespace earwitness::store
