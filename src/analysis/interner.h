// Numbers things by 64-bit hashes of them: open addressing from a hash to an index, which grows by doubling. Two things
// of one hash, one pair in 2^64, count as one. Used by terms and by the reading of names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace earwitness::analysis {

class Interner {
  public:
    explicit Interner(std::size_t expected) {
        std::size_t capacity = 256;
        while (capacity < expected) capacity *= 2;
        places_.resize(capacity);
    }
    // The index of the hash; `next` and inserted where it is new.
    std::uint32_t find_or_add(std::uint64_t hash, std::uint32_t next) {
        if (used_ * 2 > places_.size()) grow();
        const std::size_t mask = places_.size() - 1;
        for (std::size_t at = hash >> 7 & mask;; at = (at + 1) & mask) {
            if (places_[at].index_plus_one == 0) {
                places_[at] = {hash, next + 1};
                ++used_;
                return next;
            }
            if (places_[at].hash == hash) return places_[at].index_plus_one - 1;
        }
    }

  private:
    struct Place {
        std::uint64_t hash = 0;
        std::uint32_t index_plus_one = 0;
    };
    void grow() {
        std::vector<Place> old(places_.size() * 2);
        old.swap(places_);
        const std::size_t mask = places_.size() - 1;
        for (const Place& place : old) {
            if (place.index_plus_one == 0) continue;
            std::size_t at = place.hash >> 7 & mask;
            while (places_[at].index_plus_one != 0) at = (at + 1) & mask;
            places_[at] = place;
        }
    }
    std::vector<Place> places_;
    std::size_t used_ = 0;
};

}  // namespace earwitness::analysis
