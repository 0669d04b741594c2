#include "jekyll/double_encoding.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/utf8.h"

namespace earwitness::jekyll {
namespace {

constexpr int kMostRounds = 3;  // a page that went through the same bad program twice is mended twice

// The byte that Windows-1252 has for a character. The five that it leaves undefined come through as C1 controls.
std::optional<unsigned char> byte_of(char32_t c) {
    if (c >= 0xA0 && c <= 0xFF) return static_cast<unsigned char>(c);
    // clang-format off
    constexpr std::array<char32_t, 32> kHigh = {
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178};
    // clang-format on
    if (c >= 0x80 && c <= 0x9F) return static_cast<unsigned char>(c);
    const auto found = std::find(kHigh.begin(), kHigh.end(), c);
    if (found == kHigh.end()) return {};
    return static_cast<unsigned char>(0x80 + (found - kHigh.begin()));
}

// Marks that honest text puts right behind a letter: quotes, dashes, an ellipsis, a hard blank.
bool is_mark(char32_t c) {
    return (c >= 0x2013 && c <= 0x201E) || c == 0x2026 || c == 0x2039 || c == 0x203A || c == 0xA0 || c == 0xAB ||
           c == 0xBB;
}

bool is_upper(char32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
           (c >= 0x100 && c <= 0x17F && (c & 1) == 0);
}

bool is_letter(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

// One sequence of characters that are the bytes of one UTF-8 character.
struct Sequence {
    std::size_t begin = 0, end = 0;
    char32_t meant = 0;
    std::size_t length = 0;  // bytes of the meant character
    bool all_marks = true;   // every character but the first may stand behind a letter in honest text
    bool letter_before = false, upper_before = false, letter_after = false;
};

std::optional<Sequence> sequence_at(std::string_view text, std::size_t begin) {
    std::size_t at = begin;
    const auto lead = byte_of(text::next_code_point(text, at));
    if (!lead || *lead < 0xC2 || *lead > 0xF4) return {};
    Sequence found{begin, 0, 0, *lead < 0xE0 ? 2u : *lead < 0xF0 ? 3u : 4u};
    std::string bytes(1, static_cast<char>(*lead));
    while (bytes.size() < found.length) {
        if (at >= text.size()) return {};
        const char32_t c = text::next_code_point(text, at);
        const auto byte = byte_of(c);
        if (!byte || *byte < 0x80 || *byte > 0xBF) return {};
        found.all_marks = found.all_marks && is_mark(c);
        bytes += static_cast<char>(*byte);
    }
    if (!text::is_valid_utf8(bytes)) return {};
    std::size_t first = 0;
    found.meant = text::next_code_point(bytes, first);
    found.end = at;
    if (at < text.size()) found.letter_after = is_letter(text::next_code_point(text, at));
    if (begin > 0) {
        std::size_t before = begin - 1;
        while (before > 0 && !text::is_boundary(text, before)) --before;
        const char32_t c = text::next_code_point(text, before);
        found.letter_before = is_letter(c);
        found.upper_before = is_upper(c);
    }
    return found;
}

// Whether a sequence that stands alone was meant. Punctuation, signs and emoji are; an accented Latin letter is unless
// capitals with a closing mark behind them look just so ("AMANHÃ”"); anything rarer only in company.
bool is_convincing(const Sequence& sequence) {
    if (sequence.length == 4) return true;
    const char32_t meant = sequence.meant;
    if (sequence.length == 3) {
        if (meant >= 0x2000 && meant <= 0x206F) return true;
        const bool symbol =
            meant == 0xFEFF || meant == 0xFE0F || meant == 0xFFFD || (meant >= 0x20A0 && meant <= 0x2BFF);
        return symbol && !(sequence.all_marks && sequence.letter_before);
    }
    if (meant < 0xA0 || meant > 0x17F) return false;
    if (!sequence.all_marks || sequence.letter_after) return true;
    return meant <= 0xFF && !sequence.upper_before;
}

std::vector<Sequence> sequences_of(std::string_view text) {
    std::vector<Sequence> out;
    // Every lead byte is a character from U+00C2 to U+00F4: C3 82 .. C3 B4.
    for (std::size_t at = text.find('\xC3'); at != std::string_view::npos; at = text.find('\xC3', at)) {
        if (const auto found = sequence_at(text, at)) {
            out.push_back(*found);
            at = found->end;
        } else {
            at += 2;
        }
    }
    return out;
}

std::vector<DamagedPlace> find_once(std::string_view text) {
    const auto sequences = sequences_of(text);
    std::vector<DamagedPlace> places;
    for (std::size_t i = 0; i < sequences.size(); ++i) {
        const bool company = (i > 0 && sequences[i - 1].end == sequences[i].begin) ||
                             (i + 1 < sequences.size() && sequences[i].end == sequences[i + 1].begin);
        if (!company && !is_convincing(sequences[i])) continue;
        DamagedPlace place{sequences[i].begin, sequences[i].end, {}};
        text::append_utf8(sequences[i].meant, place.meant);
        places.push_back(std::move(place));
    }
    return places;
}

// The places of `outer` text whose mended form holds `inner`'s: those that an inner place covers become one.
std::vector<DamagedPlace> combined(const std::vector<DamagedPlace>& outer, const std::vector<DamagedPlace>& inner) {
    std::vector<DamagedPlace> out;
    std::size_t next = 0;       // of inner
    std::ptrdiff_t shrunk = 0;  // by how much the mended text is behind the outer one so far
    for (std::size_t i = 0; i < outer.size();) {
        const auto begin = static_cast<std::ptrdiff_t>(outer[i].begin) - shrunk;
        while (next < inner.size() && static_cast<std::ptrdiff_t>(inner[next].end) <= begin) {
            out.push_back({inner[next].begin + static_cast<std::size_t>(shrunk),
                           inner[next].end + static_cast<std::size_t>(shrunk), inner[next].meant});
            ++next;
        }
        if (next == inner.size() || static_cast<std::ptrdiff_t>(inner[next].begin) >=
                                        begin + static_cast<std::ptrdiff_t>(outer[i].meant.size())) {
            shrunk += static_cast<std::ptrdiff_t>(outer[i].end - outer[i].begin - outer[i].meant.size());
            out.push_back(outer[i++]);
            continue;
        }
        DamagedPlace place{inner[next].begin + static_cast<std::size_t>(shrunk), 0, inner[next].meant};
        while (i < outer.size() &&
               static_cast<std::ptrdiff_t>(outer[i].begin) - shrunk < static_cast<std::ptrdiff_t>(inner[next].end)) {
            shrunk += static_cast<std::ptrdiff_t>(outer[i].end - outer[i].begin - outer[i].meant.size());
            ++i;
        }
        place.end = inner[next++].end + static_cast<std::size_t>(shrunk);
        out.push_back(std::move(place));
    }
    for (; next < inner.size(); ++next)
        out.push_back({inner[next].begin + static_cast<std::size_t>(shrunk),
                       inner[next].end + static_cast<std::size_t>(shrunk), inner[next].meant});
    return out;
}

}  // namespace

std::vector<DamagedPlace> find_double_encoding(std::string_view text) {
    auto places = find_once(text);
    for (int round = 1; round < kMostRounds && !places.empty(); ++round) {
        const std::string mended = replace_places(text, places);
        const auto again = find_once(mended);
        if (again.empty()) break;
        places = combined(places, again);
    }
    return places;
}

std::string replace_places(std::string_view text, const std::vector<DamagedPlace>& places) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    for (const DamagedPlace& place : places) {
        out += text.substr(at, place.begin - at);
        out += place.meant;
        at = place.end;
    }
    out += text.substr(at);
    return out;
}

}  // namespace earwitness::jekyll
