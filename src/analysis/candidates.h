// The phrases of an episode that could name a topic or a chapter, counted. Found once by the engine for both.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "analysis/background.h"
#include "analysis/document.h"
#include "analysis/terms.h"
#include "earwitness/episode.h"
#include "earwitness/findings.h"

namespace earwitness::analysis {

inline constexpr std::size_t kLongestPhrase = 4;

struct Candidate {
    std::array<std::uint32_t, kLongestPhrase> ids{kNoTerm, kNoTerm, kNoTerm, kNoTerm};  // terms
    std::uint32_t length = 0;
    std::vector<std::uint32_t> places;  // index of the first token of each use, rising
    float capitalised = 0;              // share of uses inside sentences whose words all have a capital
    float spread = 0;                   // 0..1: over how much of the talk its uses lie
};

using WordSet = std::unordered_set<std::string>;  // lower case; asked, never walked

// The words of people's names: of speakers, of the feed's people, of entities that are persons.
WordSet person_words(const Document& document, const EpisodeMeta& meta, const std::vector<Entity>& entities);

// Uses in sponsor reads do not count. Every candidate is used at least twice, begins and ends with a word that
// says something and is not made of `people`'s words. Ordered by first use, then by length.
std::vector<Candidate> find_candidates(const Document& document, const Terms& terms, const Background& background,
                                       const std::vector<SponsorRead>& sponsors, const WordSet& people);

// How the phrase is written most often: names with their capitals, the rest in lower case.
std::string label_of(const Document& document, const Terms& terms, const Candidate& candidate);

}  // namespace earwitness::analysis
