#include "publish/jekyll/skeleton.h"

#include <string_view>
#include <utility>

#include "publish/assets.h"

#define EW_ASSET(name) extern "C" const char ew_jekyll_##name[], ew_jekyll_##name##_end[];
EW_ASSET(config)
EW_ASSET(gitignore)
EW_ASSET(workflow)
EW_ASSET(layout_default)
EW_ASSET(layout_episode)
EW_ASSET(layout_transcript)
EW_ASSET(include_entry)
EW_ASSET(include_from)
EW_ASSET(include_time)
EW_ASSET(include_written)
EW_ASSET(page_index)
EW_ASSET(page_episodes)
EW_ASSET(page_categories)
EW_ASSET(page_search)
EW_ASSET(page_404)
EW_ASSET(feed)
EW_ASSET(sitemap)
EW_ASSET(robots)
#undef EW_ASSET

namespace earwitness::publish::jekyll {
namespace {

std::string between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

// A YAML string in double quotes.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else
            out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + "\"";
}

void replace(std::string& text, std::string_view mark, const std::string& with) {
    const auto at = text.find(mark);
    text.replace(at, mark.size(), with);
}

// "https://example.org/podcasts/" -> "https://example.org" and "/podcasts".
std::pair<std::string, std::string> split_url(const std::string& base_url) {
    if (base_url.empty()) return {};
    const auto path = base_url.find('/', base_url.find("://") + 3);
    std::string below = path == std::string::npos ? "" : base_url.substr(path);
    while (!below.empty() && below.back() == '/') below.pop_back();
    return {base_url.substr(0, path), below};
}

}  // namespace

std::vector<SiteFile> site_files(const std::string& title, const std::string& base_url) {
    std::string config = between(ew_jekyll_config, ew_jekyll_config_end);
    const auto [url, below] = split_url(base_url);
    replace(config, "@BASEURL@", quoted(below));
    replace(config, "@URL@", quoted(url));
    replace(config, "@TITLE@", quoted(title));
#define EW_FILE(path, name) {path, between(ew_jekyll_##name, ew_jekyll_##name##_end)}
    std::vector<SiteFile> files = {{"_config.yml", config, true},
                                   EW_FILE(".gitignore", gitignore),
                                   EW_FILE(".github/workflows/pages.yml", workflow),
                                   EW_FILE("_layouts/default.html", layout_default),
                                   EW_FILE("_layouts/episode.html", layout_episode),
                                   EW_FILE("_layouts/transcript.html", layout_transcript),
                                   EW_FILE("_includes/entry.html", include_entry),
                                   EW_FILE("_includes/from.html", include_from),
                                   EW_FILE("_includes/time.html", include_time),
                                   EW_FILE("_includes/written.html", include_written),
                                   EW_FILE("index.html", page_index),
                                   EW_FILE("episodes.html", page_episodes),
                                   EW_FILE("categories.html", page_categories),
                                   EW_FILE("search.html", page_search),
                                   EW_FILE("404.html", page_404),
                                   EW_FILE("feed.xml", feed),
                                   EW_FILE("sitemap.xml", sitemap),
                                   EW_FILE("robots.txt", robots)};
#undef EW_FILE
    for (SiteFile& file : files)
        file.is_setting = file.is_setting || file.path == ".gitignore" || file.path == ".github/workflows/pages.yml";
    for (const Asset& asset : assets()) files.push_back({std::string(asset.path), std::string(asset.bytes)});
    return files;
}

}  // namespace earwitness::publish::jekyll
