#include "publish/assets.h"

extern "C" {
extern const char ew_asset_site_css[], ew_asset_site_css_end[];
extern const char ew_asset_site_js[], ew_asset_site_js_end[];
extern const char ew_asset_search_js[], ew_asset_search_js_end[];
extern const char ew_asset_icon_svg[], ew_asset_icon_svg_end[];
}

namespace earwitness::publish {
namespace {

std::string_view between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

}  // namespace

const std::vector<Asset>& assets() {
    static const std::vector<Asset> kAssets = {
        {"assets/icon.svg", between(ew_asset_icon_svg, ew_asset_icon_svg_end)},
        {"assets/search.js", between(ew_asset_search_js, ew_asset_search_js_end)},
        {"assets/site.css", between(ew_asset_site_css, ew_asset_site_css_end)},
        {"assets/site.js", between(ew_asset_site_js, ew_asset_site_js_end)},
    };
    return kAssets;
}

}  // namespace earwitness::publish
