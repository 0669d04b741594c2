#include "store/page_match.h"

#include <algorithm>

#include "base/clock.h"

namespace earwitness::store {
namespace {

constexpr std::size_t kTellingTitle = 16;

std::string_view without_prefix(std::string_view text, std::string_view prefix) {
    return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

// "traffic.libsyn.com" is a host's name, "redirect.mp3" and "v1.2" are not.
bool looks_like_host(std::string_view part) {
    const std::size_t dot = part.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || part.size() - dot < 3) return false;
    for (const char c : part)
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-')) return false;
    const std::string_view ending = part.substr(dot + 1);
    if (ending == "mp3" || ending == "m4a" || ending == "mp4" || ending == "ogg" || ending == "php" || ending == "html")
        return false;
    return std::all_of(ending.begin(), ending.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string title_key(std::string_view title) {
    std::string key;
    for (const char c : title) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (blank && (key.empty() || key.back() == ' ')) continue;
        key += blank ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (key.ends_with(' ')) key.pop_back();
    return key;
}

std::string title_and_day(const Identity& identity) {
    if (identity.title.empty() || !identity.published_at) return {};
    return title_key(identity.title) + '\0' + base::format_utc(*identity.published_at).substr(0, 10);
}

}  // namespace

std::string address_key(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    url = without_prefix(url, "www.");
    url = url.substr(0, url.find('#'));
    const std::size_t query = url.find('?');
    std::string_view path = url.substr(0, query);
    const std::size_t last = path.rfind('/');
    const bool named_by_query = query != std::string_view::npos && url.substr(query).starts_with("?v=");
    // The last host's name among the folders of the path.
    for (std::size_t at = path.find('/'); at != std::string_view::npos && at < last;) {
        const std::size_t next = path.find('/', at + 1);
        if (looks_like_host(path.substr(at + 1, next - at - 1))) {
            path.remove_prefix(at + 1);
            url.remove_prefix(at + 1);
            return address_key(url);
        }
        at = next;
    }
    while (path.ends_with('/')) path.remove_suffix(1);
    if (!named_by_query) return std::string(path);
    return std::string(path) + std::string(url.substr(path.size(), url.find('&') - path.size()));
}

void PageMatcher::add(std::size_t episode, const Identity& identity, bool preferred) {
    const Place place{episode, preferred};
    const auto put = [&](Index& index, std::string key) {
        if (!key.empty()) index.emplace(std::move(key), place);
    };
    put(enclosures_, address_key(identity.enclosure));
    put(links_, address_key(identity.link));
    put(guids_, identity.guid);
    put(titles_and_days_, title_and_day(identity));
    put(titles_, title_key(identity.title));
}

std::optional<std::size_t> PageMatcher::only(const Index& index, const std::string& key) {
    if (key.empty()) return {};
    std::optional<Place> found;
    bool several = false;
    const auto [first, last] = index.equal_range(key);
    for (auto at = first; at != last; ++at) {
        const Place& place = at->second;
        if (!found || (place.preferred && !found->preferred)) {
            found = place;
            several = false;
        } else if (place.preferred == found->preferred && place.episode != found->episode) {
            several = true;
        }
    }
    if (!found || several) return {};
    return found->episode;
}

std::optional<PageMatcher::Match> PageMatcher::find(const Identity& page) const {
    const std::string& url = page.enclosure.empty() ? page.link : page.enclosure;
    const std::string address = address_key(url);
    if (const auto found = only(enclosures_, address)) return Match{*found, "enclosure"};
    if (const auto found = only(links_, address)) return Match{*found, "link"};
    if (const auto found = only(guids_, page.guid.empty() ? url : page.guid)) return Match{*found, "guid"};
    if (const auto found = only(titles_and_days_, title_and_day(page))) return Match{*found, "title and date"};
    if (!page.published_at && page.title.size() >= kTellingTitle)
        if (const auto found = only(titles_, title_key(page.title))) return Match{*found, "title"};
    return {};
}

}  // namespace earwitness::store
