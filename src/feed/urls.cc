#include "feed/urls.h"

#include <algorithm>

namespace earwitness::feed {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// 5.2.4
std::string remove_dot_segments(std::string_view path) {
    std::string out;
    while (!path.empty()) {
        const std::size_t slash = path.find('/', 1);
        const std::string_view segment = path.substr(0, slash);  // with its leading '/'
        path.remove_prefix(segment.size());
        if (segment == "/.") {
            if (path.empty()) out += '/';
        } else if (segment == "/..") {
            out.resize(std::min(out.rfind('/'), out.size()));
            if (path.empty()) out += '/';
        } else {
            out += segment;
        }
    }
    return out;
}

}  // namespace

bool is_absolute_url(std::string_view url) {
    if (url.empty() || !is_letter(url[0])) return false;
    for (const char c : url) {
        if (c == ':') return true;
        if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.') return false;
    }
    return false;
}

std::string resolve_url(std::string_view base, std::string_view url) {
    if (is_absolute_url(url) || !is_absolute_url(base)) return std::string(url);
    const std::size_t colon = base.find(':');
    if (url.substr(0, 2) == "//") return std::string(base.substr(0, colon + 1)).append(url);
    if (base.substr(colon + 1, 2) != "//") return std::string(url);  // nothing is relative to "tag:..."
    base = base.substr(0, base.find('#'));
    const std::size_t host_end = std::min(base.find_first_of("/?", colon + 3), base.size());
    const std::string_view origin = base.substr(0, host_end);
    const std::size_t query = std::min(base.find('?'), base.size());
    const std::string_view path = base.substr(host_end, query > host_end ? query - host_end : 0);
    if (url.empty()) return std::string(base);
    if (url[0] == '#') return std::string(base).append(url);
    if (url[0] == '?') return std::string(origin).append(path.empty() ? "/" : path).append(url);
    const std::size_t tail_begin = std::min(url.find_first_of("?#"), url.size());
    std::string joined;
    if (url[0] != '/') joined.assign(path.empty() ? "/" : path.substr(0, path.rfind('/') + 1));
    joined.append(url.substr(0, tail_begin));
    return std::string(origin).append(remove_dot_segments(joined)).append(url.substr(tail_begin));
}

}  // namespace earwitness::feed
