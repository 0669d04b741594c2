// A fixed list of labelled phrases ("brought to you by"), found in an episode by walking a trie over its terms. Made
// once, shared by any number of threads. Used by sponsors, chapters and summary, each with a list of its own.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/terms.h"

namespace earwitness::analysis {

struct LabelledPhrases {
    int label = 0;
    std::string_view phrases;  // lower case, parted by '|'
};

class PhraseSet {
  public:
    explicit PhraseSet(const std::vector<LabelledPhrases>& lists);

    struct Hit {
        std::uint32_t token = 0;  // where it begins
        std::uint32_t count = 0;  // words
        int label = 0;
    };
    // The longest phrase at each token, by token. Content words match in any inflection ("sponsored", "sponsors");
    // punctuation ends a phrase. Linear in the tokens.
    std::vector<Hit> find(const Terms& terms) const;

  private:
    // Words are known by their keys' hashes (Background::hash_of), which terms bring along: two keys of one hash in
    // 2^64 would be taken for one another.
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t word = 0;  // from 1; 0 where the slot is free
    };
    struct Edge {
        std::uint32_t word = 0, node = 0;
    };
    struct Node {
        int label = -1;                           // of the phrase that ends here
        std::uint32_t first_edge = 0, edges = 0;  // of edges_, by word
        std::uint64_t next = 0;                   // a bit for each word of its edges, all bits where a phrase ends here
    };
    std::uint32_t word_of(std::uint64_t hash) const;                   // 0: no phrase uses it
    std::uint32_t step(std::uint32_t node, std::uint32_t word) const;  // 0: nowhere

    std::vector<Slot> slots_;  // open addressing, a power of two
    std::vector<Edge> edges_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> roots_;  // by word: the node of phrases that begin with it, 0 where none does
};

}  // namespace earwitness::analysis
