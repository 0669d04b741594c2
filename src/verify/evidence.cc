#include "verify/evidence.h"

#include <algorithm>

#include "text/utf8.h"
#include "verify/report.h"

namespace earwitness::verify {

std::string TimeWindow::text() const {
    return std::to_string(first_ms) + ".." + (last_ms ? std::to_string(*last_ms) : "") + " ms";
}

const EvidenceSegment* Evidence::segment_at(std::uint32_t offset) const {
    const auto after = std::upper_bound(segments.begin(), segments.end(), offset,
                                        [](std::uint32_t at, const EvidenceSegment& s) { return at < s.span.begin; });
    return after == segments.begin() ? nullptr : &*(after - 1);
}

std::optional<TimeWindow> Evidence::window_at(std::uint32_t offset) const {
    const auto* segment = segment_at(offset);
    if (segment == nullptr || !segment->start_ms) return {};
    TimeWindow window{std::max<std::int64_t>(0, *segment->start_ms), {}};
    const auto* next = segment + 1;
    std::optional<std::int64_t> end = segment->end_ms;
    if (!end && next < segments.data() + segments.size()) end = next->start_ms;
    if (end) window.last_ms = std::max(window.first_ms, *end);
    return window;
}

std::string_view Evidence::speaker_name_at(std::uint32_t offset) const {
    const auto* segment = segment_at(offset);
    if (segment == nullptr || segment->speaker.empty()) return {};
    for (const auto& speaker : speakers)
        if (speaker.id == segment->speaker) return speaker.name;
    return {};
}

std::string Evidence::why_not(std::int64_t begin, std::int64_t end) const {
    const auto size = static_cast<std::int64_t>(text.size());
    if (begin < 0 || end <= begin || end > size) return "not inside 0.." + std::to_string(size);
    const auto from = static_cast<std::size_t>(begin), to = static_cast<std::size_t>(end);
    if (!text::is_boundary(text, from) || !text::is_boundary(text, to)) return "cuts a character";
    const std::string_view words = std::string_view(text).substr(from, to - from);
    if (text::trimmed(words).size() != words.size()) return "begins or ends in white space";
    return {};
}

std::string squeezed(std::string_view text) {
    std::string out;
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        if (text::is_space(text::next_code_point(text, at))) {
            space = true;
            continue;
        }
        if (space && !out.empty()) out += ' ';
        space = false;
        out.append(text.substr(from, at - from));
    }
    return out;
}

std::string excerpt(std::string_view text) {
    constexpr std::size_t kLongest = 60;
    std::string out = squeezed(text::is_valid_utf8(text) ? text : text::repair_utf8(text));
    if (out.size() <= kLongest) return out;
    std::size_t cut = kLongest;
    while (!text::is_boundary(out, cut)) --cut;
    return out.substr(0, cut) + "...";
}

}  // namespace earwitness::verify
