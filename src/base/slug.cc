#include "base/slug.h"

#include <cstdint>

namespace earwitness::base {
namespace {

// What U+00C0..U+017F are without their marks; '.' where the letter has no plain form.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"   // 00C0..00FF
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllll."   // 0100..013F
    ".llnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";  // 0140..017F

// The two-byte character at text[at] as a plain letter; 0 where it has none.
char plain_latin(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0xC3 || lead > 0xC5 || at + 1 >= text.size()) return 0;
    const auto next = static_cast<unsigned char>(text[at + 1]);
    if ((next & 0xC0) != 0x80) return 0;
    const std::uint32_t code = ((lead & 0x1Fu) << 6) | (next & 0x3Fu);
    const char letter = code - 0xC0 < kLatin.size() ? kLatin[code - 0xC0] : '.';
    return letter == '.' ? '\0' : letter;
}

// Characters that stand inside a word and are dropped without cutting it: ' and U+2019.
std::size_t apostrophe(std::string_view text, std::size_t at) {
    if (text[at] == '\'') return 1;
    return text.substr(at, 3) == "\xE2\x80\x99" ? 3 : 0;
}

std::string cut(std::string slug, std::size_t max_bytes) {
    if (slug.size() <= max_bytes) return slug;
    const std::size_t hyphen = slug.rfind('-', max_bytes);
    slug.resize(hyphen != std::string::npos && hyphen > max_bytes / 2 ? hyphen : max_bytes);
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug;
}

}  // namespace

std::string make_slug(std::string_view name, std::size_t max_bytes) {
    std::string out;
    bool gap = false;
    const auto add = [&](char letter) {
        if (gap && !out.empty()) out += '-';
        gap = false;
        out += letter;
    };
    for (std::size_t at = 0; at < name.size() && out.size() <= 4 * max_bytes; ++at) {
        const char c = name[at];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            add(c);
        } else if (c >= 'A' && c <= 'Z') {
            add(static_cast<char>(c - 'A' + 'a'));
        } else if (const char letter = plain_latin(name, at)) {
            add(letter);
            ++at;
        } else if (const std::size_t bytes = apostrophe(name, at)) {
            at += bytes - 1;
        } else {
            gap = true;
        }
    }
    return cut(std::move(out), max_bytes);
}

}  // namespace earwitness::base
