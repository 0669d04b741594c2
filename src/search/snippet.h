// Which words of a passage are shown: the sentences of one speaker where what was asked for stands thickest; and when
// they were said.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "earwitness/transcript.h"

namespace earwitness::search {

// A place where the query matches, and how much it tells.
struct MatchedWord {
    Span span;
    std::size_t part = 0;  // which part of the query: the second match of one part tells less than another part's first
    double weight = 0;
};

struct Snippet {
    Span span;
    int speaker = kNoSpeaker;
};

// `passage` is where to look; `speaker` (or kNoSpeaker for any) whose words are wanted. `matches` sorted by span.
Snippet choose_snippet(const Transcript& transcript, Span passage, int speaker,
                       const std::vector<MatchedWord>& matches);

// The time of the byte: its word's own where known, else in proportion inside its segment.
std::optional<std::int64_t> time_at(const Transcript& transcript, std::uint32_t offset);
int speaker_at(const Transcript& transcript, std::uint32_t offset);

}  // namespace earwitness::search
