// What may have been meant by a word that nobody said.
#pragma once

#include <string>
#include <vector>

#include "search/episode_reader.h"
#include "search/query.h"

namespace earwitness::search {

struct Suggestion {
    std::string asked;  // as it was written, folded
    std::string meant;  // as somebody said it, folded: "kubernetes"
};

// For each word of the query that stands in none of the `wanted`: the word of theirs that takes the fewest letters to
// make of it (one for four letters or more, two for seven or more; a swapped pair counts as one), the most said first.
// The first two letters must be right. Phrases and prefixes are left alone.
Result<std::vector<Suggestion>> suggest_words(const Index& index, const Query& query, const Wanted& wanted,
                                              EpisodeReader& reader);

// How many letters of a word may be wrong: two where it has seven, one where it has four, none in shorter ones.
std::size_t letters_that_may_differ(std::string_view word);

// Letters to change, put in, leave out or swap with their neighbour; `most` + 1 where it is more than that.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

}  // namespace earwitness::search
