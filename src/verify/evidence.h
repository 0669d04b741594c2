// A transcript as verify sees it: the text and its segments, with the questions that a claim must answer to. Made by
// read_evidence from an analysis's JSON; knows nothing of how findings are made.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "earwitness/span.h"

namespace earwitness::verify {

struct EvidenceSegment {
    Span span;
    std::optional<std::int64_t> start_ms, end_ms;
    std::string speaker;  // id, "" for null
};

struct EvidenceSpeaker {
    std::string id;
    std::string name;  // that a naming gives, else the label
};

// The times that a moment of a segment may have.
struct TimeWindow {
    std::int64_t first_ms = 0;
    std::optional<std::int64_t> last_ms;  // absent: open
    bool holds(std::int64_t ms) const { return ms >= first_ms && (!last_ms || ms <= *last_ms); }
    std::string text() const;
};

// What a language model added, as an analysis claims it; and how often pages show each of it.
struct ModelEvidence {
    std::string name;
    std::map<std::pair<std::string, std::string>, std::size_t> words;  // by text and "120-180 300-350"
    std::map<std::string, std::pair<std::string, std::size_t>, std::less<>> categories;  // by entity: which
};

struct Evidence {
    std::string text;
    std::string sha256;  // as claimed
    std::string producer;
    std::vector<EvidenceSpeaker> speakers;
    std::vector<EvidenceSegment> segments;  // in text order
    std::optional<ModelEvidence> model;

    // The segment that holds the byte, else the one before it; nullptr before the first.
    const EvidenceSegment* segment_at(std::uint32_t offset) const;
    // Absent where the segment at the byte has no start.
    std::optional<TimeWindow> window_at(std::uint32_t offset) const;
    // The name or label of the speaker at the byte, "" where unknown.
    std::string_view speaker_name_at(std::uint32_t offset) const;
    // Why the span cannot be evidence: "" where it can.
    std::string why_not(std::int64_t begin, std::int64_t end) const;
};

// White space runs as one space, none at the ends.
std::string squeezed(std::string_view text);

}  // namespace earwitness::verify
