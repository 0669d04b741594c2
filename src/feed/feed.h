// The front door of the room: the bytes of a feed, whatever it is called or how it is broken, to a show and its
// episodes. Called by the pipeline (after fetch/) and by `earwitness feed`. Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3
// and 1.0, JSON Feed, with iTunes, Podcasting 2.0, Media RSS, Dublin Core, content, PSC and YouTube extensions.
// It never fetches anything: entities, stylesheets and schemas that lie elsewhere are left alone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "earwitness/episode.h"
#include "earwitness/result.h"

namespace earwitness::feed {

struct ParseOptions {
    std::string source_url;    // where the bytes came from; relative addresses are resolved against it
    std::string content_type;  // the HTTP Content-Type header as received; "" where there was none
    std::size_t max_bytes = std::size_t{64} << 20;  // after unpacking gzip
    std::size_t max_episodes = 100000;              // what comes behind them is left out and said
};

// What could be understood; Feed::recovered and Feed::diagnostics say what was odd. Every string is valid UTF-8 and
// trimmed. Errors: kMalformed (no feed in it: empty, a web page, a picture ...), kTooLarge (a limit was passed),
// kRefused (entity declarations made of one another).
Result<Feed> parse_feed(std::string_view bytes, const ParseOptions& options = {});

}  // namespace earwitness::feed
