// A parsed feed as JSON and as text, for `earwitness feed` and tests. The shape is described in docs/feeds.md.
#pragma once

#include <string>

#include "earwitness/episode.h"

namespace earwitness::cli {

std::string feed_to_json(const Feed& feed);

struct FeedTextOptions {
    std::size_t max_episodes = 20;  // 0: all
};
std::string feed_to_text(const Feed& feed, const FeedTextOptions& options);

}  // namespace earwitness::cli
