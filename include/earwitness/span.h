// A half-open range of bytes [begin, end) of a transcript's text: the evidence that a finding is
// made of. Offsets are bytes into UTF-8 and never cut a character.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace earwitness {

struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    std::uint32_t size() const { return end - begin; }
    bool empty() const { return begin >= end; }
    bool contains(const Span& other) const { return begin <= other.begin && other.end <= end; }
    bool overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
    std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }

    auto operator<=>(const Span&) const = default;
};

}  // namespace earwitness
