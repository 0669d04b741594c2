// How a transcript is laid out for people: sentences and paragraphs as spans, when each byte is said, the sentence
// around a mention. Built once an episode; holds a reference to the transcript, which must outlive it. It
// analyses nothing: a span that it makes up is only a piece of page layout.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "earwitness/findings.h"
#include "earwitness/transcript.h"

namespace earwitness::publish {

// A stretch by one speaker with nothing but white space between its segments, short enough to read.
struct Paragraph {
    Span span;
    int speaker = kNoSpeaker;
    bool new_turn = false;  // someone else spoke before
    std::uint32_t first_sentence = 0;
    std::uint32_t sentence_count = 0;
};

struct Reading {
    const Transcript* transcript = nullptr;
    std::vector<Span> sentences;  // in text order, each inside one paragraph
    std::vector<Paragraph> paragraphs;
    std::vector<std::string> speaker_names;  // who speaks as the analysis says; empty: as they are labelled

    // When the byte is said: its word's time, else interpolated inside its segment. Absent where no time is known.
    std::optional<std::int64_t> start_ms_at(std::uint32_t offset) const;
    // The speaker's name, else the label; "" where nobody is labelled.
    std::string_view speaker_name(int speaker) const;
    // The paragraph that holds the byte; paragraphs.size() where none does.
    std::size_t paragraph_at(std::uint32_t offset) const;
    // The sentences that the span touches, cut to about `max_bytes` around it on word boundaries; stays inside one
    // paragraph, and is the span itself where that lies in none or in several.
    Span context_of(Span span, std::uint32_t max_bytes) const;
};

// Paragraphs also break before each offset of `breaks` (chapters, sponsor reads), at its sentence's begin.
Reading build_reading(const Transcript& transcript, std::vector<std::uint32_t> breaks);
// The same with the names that the analysis found for its labels.
Reading build_reading(const Analysis& analysis, std::vector<std::uint32_t> breaks);

}  // namespace earwitness::publish
