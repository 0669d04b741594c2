// How well each passage fits: BM25 over windows of 250 words that overlap by half, raised by what their neighbours say
// (research: 250 words beat 120 on speech; speakers' names and neighbours help). Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "search/matches.h"

namespace earwitness::search {

inline constexpr std::uint32_t kWindowWords = 250;
inline constexpr std::uint32_t kWindowStep = 125;

std::uint32_t window_count(std::uint32_t words);
// First and one past the last word.
struct WordRange {
    std::uint32_t begin = 0, end = 0;
};
WordRange window_range(std::uint32_t window, std::uint32_t words);
// The windows that hold a word: first and one past the last.
WordRange windows_of(std::uint32_t word, std::uint32_t words);

// The windows of all wanted episodes lie in one row: those of episode e are first[e] to first[e + 1].
struct Ranking {
    std::vector<std::uint32_t> first;
    std::vector<double> score;                // by window; 0: does not match
    std::vector<std::vector<double>> weight;  // of each clause's alternatives: how telling it is (idf)
};

Ranking rank(const std::vector<ClausePlaces>& clauses, const Wanted& wanted);

}  // namespace earwitness::search
