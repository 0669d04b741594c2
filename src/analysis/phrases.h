// A fixed list of labelled phrases ("brought to you by"), found in an episode by walking a trie over its terms. Made
// once, shared by any number of threads. Used by sponsors, chapters and summary, each with a list of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
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
    struct Node {
        int label = -1;  // of the phrase that ends here
    };
    std::uint32_t step(std::uint32_t node, std::uint32_t word) const;  // 0: nowhere

    std::unordered_map<std::string, std::uint32_t> words_;    // from 1
    std::unordered_map<std::uint64_t, std::uint32_t> steps_;  // node, word -> node
    std::vector<Node> nodes_;
};

}  // namespace earwitness::analysis
