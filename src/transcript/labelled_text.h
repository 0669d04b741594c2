// Markdown and plain text with speaker labels and times, and without: finds the words inside the text, which itself
// is kept byte for byte. Also serves pages, once they are text. Internal to transcript/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/transcript.h"
#include "transcript/oddities.h"

namespace earwitness::transcript {

// Words of one speaker in a row, a paragraph at most.
struct SpokenStretch {
    Span span;
    std::optional<std::int64_t> start_ms;
    std::optional<std::int64_t> end_ms;
    std::string speaker;
};

// Left out: front matter, headings, labels, stamps, rules, lines that are only a link or an image, breaks ("**Break:**
// [12:34]"), and, where most of the text is labelled, what stands before the first label (show notes).
// Stamps that would make time run backwards are dropped and said.
std::vector<SpokenStretch> find_spoken(std::string_view text, Oddities& odd);

// The Transcript of such a text; format "markdown" where it has Markdown's marks, else "text".
Transcript read_labelled_text(std::string text, Oddities& odd);

}  // namespace earwitness::transcript
