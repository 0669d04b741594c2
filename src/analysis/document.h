// The shared reading of a transcript that all analysers start from: turns, sentences and tokens, all as spans
// of the transcript's text. Built once per episode; holds a reference to the transcript, which must outlive it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analysis/vocabulary.h"
#include "earwitness/transcript.h"
#include "text/tokens.h"

namespace earwitness::analysis {

struct Sentence {
    Span span;
    std::uint32_t first_token = 0;  // index into Document::tokens
    std::uint32_t token_count = 0;
    std::uint32_t turn = 0;  // index into Document::turns
    int speaker = kNoSpeaker;
};

// Consecutive segments of one speaker. Where nobody is labelled, one turn is a run of segments without a long pause.
struct Turn {
    Span span;
    int speaker = kNoSpeaker;
    std::uint32_t first_sentence = 0;
    std::uint32_t sentence_count = 0;
};

struct Document {
    const Transcript* transcript = nullptr;
    std::vector<text::Token> tokens;
    Vocabulary vocabulary;  // of the tokens
    std::vector<Sentence> sentences;
    std::vector<Turn> turns;

    std::string_view text() const { return transcript->text; }
    std::string_view of(Span span) const { return span.in(transcript->text); }
    // The token in lower case.
    const std::string& lower(std::size_t token) const { return vocabulary.lower[vocabulary.of_token[token]]; }

    // When the byte at `offset` is said: its word's own time where known, else interpolated by bytes inside its
    // segment. Absent where the segment has no time. O(log n).
    std::optional<std::int64_t> start_ms_at(std::uint32_t offset) const;
    // When the span's last byte is said.
    std::optional<std::int64_t> end_ms_at(std::uint32_t end) const;
    int speaker_at(std::uint32_t offset) const;
    // Index of the sentence that holds the byte (or the next one); sentences.size() behind the last.
    std::size_t sentence_at(std::uint32_t offset) const;
};

Document build_document(const Transcript& transcript);

}  // namespace earwitness::analysis
