#include "publish/links.h"

#include <algorithm>
#include <set>
#include <utility>

#include "publish/names.h"

namespace earwitness::publish {
namespace {

// Each part of an id becomes a safe file name: "show/episode" stays two folders.
std::string path_of(std::string_view id) {
    std::string path;
    while (true) {
        const auto slash = id.find('/');
        path += slug(id.substr(0, slash));
        if (slash == std::string_view::npos) return path;
        path += '/';
        id = id.substr(slash + 1);
    }
}

// File systems may ignore case and ids may repeat in a damaged archive: never two pages in one file.
std::string unique(std::string path, std::set<std::string>& taken) {
    std::string candidate = path;
    for (std::size_t n = 2; !taken.insert(candidate).second; ++n) candidate = path + "-" + std::to_string(n);
    return candidate;
}

}  // namespace

Links::Links(const SiteModel& model, std::string folder) : model_(&model), folder_(std::move(folder)) {
    std::set<std::string> taken;
    for (const SiteEpisode& episode : model.episodes)
        episodes_.push_back(unique(folder_ + path_of(episode.key), taken) + ".html");
    for (const SiteShow& show : model.shows) shows_.push_back(unique("shows/" + path_of(show.key), taken) + ".html");
}

std::string Links::episode_stem(std::size_t episode) const {
    return episodes_[episode].substr(0, episodes_[episode].size() - 5);
}

std::string Links::numbered(std::string_view folder, std::string_view id, std::size_t page) {
    std::string path = std::string(folder) + slug(id);
    if (page > 1) path += "/" + std::to_string(page);
    return path + ".html";
}

std::string Links::audio(std::size_t episode, std::optional<std::int64_t> start_ms) const {
    const SiteEpisode& record = model_->episodes[episode];
    std::string url = record.media_file;
    if (url.empty() && record.about.enclosure) url = safe_url(record.about.enclosure->url);
    if (url.empty()) return {};
    if (start_ms) {
        url.resize(std::min(url.size(), url.find('#')));
        url += "#t=" + seconds_text(*start_ms);
    }
    return url;
}

std::string seconds_text(std::int64_t milliseconds) {
    if (milliseconds < 0) milliseconds = 0;
    std::string text = std::to_string(milliseconds / 1000);
    const std::int64_t tenths = milliseconds % 1000 / 100;
    return tenths == 0 ? text : text + "." + std::to_string(tenths);
}

std::string root_from(std::string_view path) {
    std::string root;
    for (const char c : path)
        if (c == '/') root += "../";
    return root;
}

}  // namespace earwitness::publish
