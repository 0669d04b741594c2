#include "publish/jekyll/page_names.h"

#include <algorithm>

#include "base/clock.h"
#include "text/utf8.h"

namespace earwitness::publish::jekyll {
namespace {

constexpr std::size_t kMostCharacters = 100, kMostBytes = 180;
constexpr std::string_view kPassedOver = "._#~-";  // Jekyll takes a file whose name begins so for none of its own

}  // namespace

std::string page_slug(std::string_view title) {
    std::string slug;
    std::size_t characters = 0;
    bool gap = false;
    const std::string lower = text::lower(text::repair_utf8(title));
    for (std::size_t at = 0; at < lower.size();) {
        const std::size_t begin = at;
        const char32_t c = text::next_code_point(lower, at);
        if (c == '-' || text::is_space(c) ||
            (c < 0x80 && std::string_view("<>:\"/\\|?*").find(static_cast<char>(c)) != std::string_view::npos)) {
            gap = true;
            continue;
        }
        if (c < 0x20 || c == 0x7F) continue;
        if (gap && !slug.empty() && characters < kMostCharacters) {
            slug += '-';
            ++characters;
        }
        gap = false;
        if (characters >= kMostCharacters || slug.size() + (at - begin) > kMostBytes) break;
        slug.append(lower, begin, at - begin);
        ++characters;
    }
    return slug;
}

std::string page_name(std::string_view title, std::optional<std::int64_t> published_at) {
    const std::string slug = page_slug(title);
    if (!published_at) return slug.substr(std::min(slug.size(), slug.find_first_not_of(kPassedOver)));
    const std::string day = base::format_utc(*published_at).substr(0, 10);
    return slug.empty() ? day : day + "-" + slug;
}

}  // namespace earwitness::publish::jekyll
