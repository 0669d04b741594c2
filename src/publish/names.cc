#include "publish/names.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "publish/fold.h"
#include "text/utf8.h"

namespace earwitness::publish {
namespace {

constexpr std::size_t kMaxSlugBytes = 64;
constexpr std::size_t kMaxUrlBytes = 2000;

bool is_ascii_word(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

struct Plain {
    std::string slug;
    bool lost = false;
};

Plain plain_slug(std::string_view text) {
    constexpr std::size_t kMaxInput = 2000;
    Plain result;
    if (text.size() > kMaxInput) {
        result.lost = true;
        text = text.substr(0, kMaxInput);
    }
    const std::string letters = fold(text::repair_utf8(text));
    bool gap = false;
    for (std::size_t at = 0; at < letters.size();) {
        const char32_t c = text::next_code_point(letters, at);
        if (is_ascii_word(c)) {
            if (gap && !result.slug.empty()) result.slug += '-';
            gap = false;
            result.slug += static_cast<char>(c);
        } else {
            gap = true;
            result.lost = result.lost || !(text::is_space(c) || c == '-' || c == '_');
        }
    }
    if (result.slug.size() > kMaxSlugBytes) {
        result.slug.resize(kMaxSlugBytes);
        if (const auto hyphen = result.slug.rfind('-'); hyphen != std::string::npos && hyphen > kMaxSlugBytes / 2)
            result.slug.resize(hyphen);
        result.lost = true;
    }
    return result;
}

bool is_reserved(std::string_view slug) {
    static constexpr std::array<std::string_view, 6> kNames = {"con", "prn", "aux", "nul", "index", "search"};
    if (std::find(kNames.begin(), kNames.end(), slug) != kNames.end()) return true;
    return slug.size() == 4 && (slug.substr(0, 3) == "com" || slug.substr(0, 3) == "lpt");
}

// What the archive calls things is a slug already: no need to decompose it.
bool is_slug(std::string_view text) {
    if (text.empty() || text.size() > kMaxSlugBytes || text.front() == '-' || text.back() == '-') return false;
    char before = '-';
    for (const char c : text) {
        if (!(is_ascii_word(static_cast<unsigned char>(c)) || (c == '-' && before != '-'))) return false;
        before = c;
    }
    return !is_reserved(text);
}

std::string with_hash(std::string slug, std::string_view key) {
    if (!slug.empty()) slug += '-';
    return slug + base::sha256_hex(key).substr(0, 8);
}

}  // namespace

std::string slug(std::string_view text) {
    if (is_slug(text)) return std::string(text);
    Plain plain = plain_slug(text);
    if (plain.lost || plain.slug.empty() || is_reserved(plain.slug)) return with_hash(std::move(plain.slug), text);
    return plain.slug;
}

std::string slug_with_key(std::string_view text, std::string_view key) { return with_hash(plain_slug(text).slug, key); }

std::string safe_url(std::string_view url) {
    url = text::trimmed(url);
    if (url.empty() || url.size() > kMaxUrlBytes) return {};
    const std::string start = text::lower(url.substr(0, 8));
    if (start.rfind("http://", 0) != 0 && start.rfind("https://", 0) != 0) return {};
    std::string out;
    for (const char c : url) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) return {};
        if (c == ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '`') {
            constexpr std::string_view kHex = "0123456789ABCDEF";
            out += {'%', kHex[byte >> 4], kHex[byte & 15]};
        } else {
            out += c;
        }
    }
    return out;
}

std::string host_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    std::string_view rest = url.substr(scheme + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (const auto at = rest.rfind('@'); at != std::string_view::npos) rest = rest.substr(at + 1);
    rest = rest.substr(0, rest.find(':'));
    if (rest.substr(0, 4) == "www.") rest = rest.substr(4);
    return std::string(rest);
}

}  // namespace earwitness::publish
