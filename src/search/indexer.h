// A transcript as rows of the search index: where each stem stands, who speaks when, and which bytes each word is.
// docs/search.md describes the bytes. Called by the pipeline; reads nothing but its argument.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/transcript.h"
#include "store/archive.h"

namespace earwitness::search {

// Part of every index key: a change of the form or of the words brings all episodes up to date on the next run.
inline constexpr std::string_view kIndexVersion = "index/1";

// Stems of speakers' names are terms of their own, at the word where a turn of theirs begins.
inline constexpr char kSpeakerMark = '@';

store::SearchEntry index_transcript(const Transcript& transcript);

// What the document row holds.
struct IndexedDocument {
    struct Turn {
        std::uint32_t first_word = 0;
        int speaker = kNoSpeaker;  // index into speakers
    };
    std::vector<std::string> speakers;
    std::vector<Turn> turns;  // by first_word; the first begins at word 0 where there are words
    std::vector<Span> words;  // by position

    int speaker_at(std::uint32_t word) const;
};

IndexedDocument read_document(std::string_view bytes);

// Positions of one posting row, rising, put behind what `out` has.
void append_positions(std::string_view bytes, std::vector<std::uint32_t>& out);

}  // namespace earwitness::search
