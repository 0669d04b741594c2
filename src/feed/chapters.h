// The Podcasting 2.0 chapters file (JSON) that podcast:chapters points to. Called by the pipeline once it has been
// fetched. Chapters inside the feed (PSC) are read by parse_feed.
#pragma once

#include <string_view>
#include <vector>

#include "earwitness/episode.h"
#include "earwitness/result.h"

namespace earwitness::feed {

// In order of time. Chapters with "toc": false and those without a readable start are left out; kMalformed where it
// is no such file.
Result<std::vector<FeedChapter>> parse_chapters_json(std::string_view bytes, Diagnostics* odd = nullptr);

}  // namespace earwitness::feed
