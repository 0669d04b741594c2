// OPML: the lists of subscriptions that podcast programs exchange. Reads broken ones (no body, nested outlines,
// attributes in any case) and writes version 2.0.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"

namespace earwitness::feed {

struct Subscription {
    std::string title;
    std::string feed_url;
    std::string site_url;
    std::string category;  // the titles of the outlines round it, joined by "/"; "" at the top
};

struct Opml {
    std::string title;
    std::vector<Subscription> subscriptions;  // in the file's order, each feed once
    Diagnostics diagnostics;
};

// kMalformed where there is no outline at all (a web page, a feed, an empty file), kTooLarge, kRefused as parse_feed.
Result<Opml> parse_opml(std::string_view bytes, std::size_t max_bytes = std::size_t{32} << 20);

std::string write_opml(const Opml& opml);

}  // namespace earwitness::feed
