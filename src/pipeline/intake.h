// `add`: what a user names (a feed's URL, an OPML list, a feed file, a folder, a file) becomes shows of the archive.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"
#include "pipeline/update.h"

namespace earwitness::pipeline {

struct Added {
    std::string id, title;
    std::string source;    // "feed", "feed_file", "folder", "files"
    bool already = false;  // it was in the archive before
    store::TakeIn counts;
    bool fetched = true;  // false: taken from a list, `update` will fetch it
};

// A feed is fetched and read before it is added: what cannot be read is not added and is an error. The feeds of an OPML
// list are added unread. Local things are taken in at once.
// Errors: kNotFound, kMalformed (a file that is none of these), those of fetching, of the archive.
Result<std::vector<Added>> add(const Services& services, std::string_view what);

}  // namespace earwitness::pipeline
