// A table of bits, small enough for a cache to hold, that says of most hashes that they are not in a large table,
// before that is looked at. Used for the lexicon's phrases, the forms of known names and words that are cues.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace earwitness::analysis::entities {

class HashFilter {
  public:
    // 2^log2_bits bits, of which sixteen or so for each hash to be added serve well.
    explicit HashFilter(unsigned log2_bits) : shift_(64 - log2_bits), words_((std::size_t{1} << log2_bits) / 64) {}

    void add(std::uint64_t hash) { words_[hash >> shift_ >> 6] |= std::uint64_t{1} << (hash >> shift_ & 63); }
    // False only where the hash was never added.
    bool may_hold(std::uint64_t hash) const { return (words_[hash >> shift_ >> 6] >> (hash >> shift_ & 63) & 1) != 0; }

  private:
    unsigned shift_;
    std::vector<std::uint64_t> words_;
};

}  // namespace earwitness::analysis::entities
