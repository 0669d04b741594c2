// The styles and scripts of the pages (web/), built into the program.
#pragma once

#include <string_view>
#include <vector>

namespace earwitness::publish {

struct Asset {
    std::string_view path;  // in the site: "assets/site.css"
    std::string_view bytes;
};

const std::vector<Asset>& assets();

}  // namespace earwitness::publish
