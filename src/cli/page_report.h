// What imported pages claim of an episode, for `show`: always named as imported, with where its words stand where they
// do.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "store/archive.h"

namespace earwitness::cli {

// [{"file", "joined_by", "mended", "claims": [{"kind", "words", "begin", "end"}]}]; begin and end are null where the
// words are not in the transcript (or there is none).
Result<nlohmann::ordered_json> pages_json(const store::Archive& archive, const store::EpisodeRecord& episode);

// A line a page; "" where there is none.
Result<std::string> pages_text(const store::Archive& archive, const store::EpisodeRecord& episode);

}  // namespace earwitness::cli
