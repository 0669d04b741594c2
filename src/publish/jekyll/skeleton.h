// The files of a complete Jekyll site around the pages: settings, layouts, lists, feed, site map, search page, assets,
// and the workflow that builds it on GitHub Pages. From web/jekyll/ and web/, built into the program.
#pragma once

#include <string>
#include <vector>

namespace earwitness::publish::jekyll {

struct SiteFile {
    std::string path;  // in the folder: "_layouts/default.html"
    std::string bytes;
    bool is_setting = false;  // written once, and never brought up to date
};

// `base_url` is "" or the address the site will have, "https://example.org/podcasts/".
std::vector<SiteFile> site_files(const std::string& title, const std::string& base_url);

}  // namespace earwitness::publish::jekyll
