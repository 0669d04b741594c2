// Two renderings of the same speech, word by word: which words they share, in order. Made for a publisher's transcript
// beside a recogniser's, where a third of the words differ and whole stretches (advertisements, cuts) stand in one
// only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace earwitness::text {

struct WordPair {
    std::uint32_t a = 0, b = 0;  // indices of words
};

// Words are given as numbers, equal where the words are. The pairs rise in both. Rows of words that stand once in
// both come first (patience diff, four words down to two), the longest common subsequence fills what is between them;
// a word that only happens to be shared, with none beside it that agrees, is left out. Memory is bounded: a stretch of
// more than 4,000 by 4,000 words without a row in common has no pairs.
std::vector<WordPair> align_words(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

}  // namespace earwitness::text
