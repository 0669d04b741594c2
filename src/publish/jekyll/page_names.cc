#include "publish/jekyll/page_names.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/clock.h"
#include "text/utf8.h"

namespace earwitness::publish::jekyll {
namespace {

constexpr std::size_t kMostCharacters = 100, kMostBytes = 180;
constexpr std::string_view kPassedOver = "._#~-";  // Jekyll takes a file whose name begins so for none of its own

// What Jekyll's slugs keep in mode "pretty".
bool is_kept(char32_t c) {
    if (c < 0x80)
        return u_isalnum(static_cast<UChar32>(c)) != 0 ||
               std::string_view("._~!$&'()+,;=@").find(static_cast<char>(c)) != std::string_view::npos;
    const int type = u_charType(static_cast<UChar32>(c));
    return u_isalpha(static_cast<UChar32>(c)) || type == U_DECIMAL_DIGIT_NUMBER || type == U_NON_SPACING_MARK ||
           type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK;
}

// "2025-05-14", and nothing or '-' behind it.
bool begins_with_day(std::string_view name) {
    constexpr std::string_view kShape = "0000-00-00";
    if (name.size() < kShape.size()) return false;
    for (std::size_t i = 0; i < kShape.size(); ++i)
        if (kShape[i] == '0' ? (name[i] < '0' || name[i] > '9') : name[i] != '-') return false;
    return name.size() == kShape.size() || name[kShape.size()] == '-';
}

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

std::string page_permalink(std::string_view page_name) {
    constexpr std::size_t kDay = 10;
    std::string address = "/episodes/undated/";
    if (begins_with_day(page_name)) {
        address = "/episodes/" + std::string(page_name.substr(0, kDay)) + "/";
        std::replace(address.begin() + 10, address.end(), '-', '/');
        page_name.remove_prefix(std::min(page_name.size(), kDay + 1));
    }
    std::string slug;
    bool gap = false;
    for (std::size_t at = 0; at < page_name.size();) {
        const std::size_t begin = at;
        if (!is_kept(text::next_code_point(page_name, at))) {
            gap = true;
            continue;
        }
        if (gap && !slug.empty()) slug += '-';
        gap = false;
        slug.append(page_name, begin, at - begin);
    }
    return address + (slug.empty() ? "episode" : slug) + "/";
}

}  // namespace earwitness::publish::jekyll
