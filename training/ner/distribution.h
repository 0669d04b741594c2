// What raw text says of words without any label: how often, how often with a capital inside a sentence, and among which
// neighbours. Neighbour counts are weighted (PPMI), reduced by a randomised SVD and cut into a tree of clusters by
// k-means, 64 > 256 > 1024. Everything is counted twice, as written and in lower case, so that uncased text finds its
// words too.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace earwitness::training {

struct WordUse {
    std::uint32_t small = 0, capital = 0;  // inside sentences, by lower-case form
};

class RawText {
  public:
    void add(const std::string& text);

    std::uint32_t id(const std::string& word);
    const std::vector<std::string>& words() const { return words_; }
    const std::vector<std::uint32_t>& counts() const { return counts_; }

    // Word ids, kBreak between lines; and the id of each word's lower-case form.
    static constexpr std::uint32_t kBreak = 0xFFFFFFFF;
    const std::vector<std::uint32_t>& stream() const { return stream_; }
    const std::vector<std::uint32_t>& lower_of() const { return lower_of_; }
    const std::vector<WordUse>& use() const { return use_; }  // by id of the lower-case form

  private:
    std::unordered_map<std::string, std::uint32_t> ids_;
    std::vector<std::string> words_;
    std::vector<std::uint32_t> counts_, lower_of_, stream_;
    std::vector<WordUse> use_;
};

struct Clusters {
    std::vector<std::uint32_t> words;    // ids that have a cluster
    std::vector<std::uint16_t> cluster;  // 0..1023, parallel to words; >> 2 and >> 4 are the coarser ones
};

Clusters cluster_words(const RawText& raw, std::uint32_t least_count);

}  // namespace earwitness::training
