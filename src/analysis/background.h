// How common a word (or a pair of content words) is in podcast talk at large: the document frequencies over
// windows of a thousand words of open transcripts (models/background.md). Keys are those of terms.h. A table of
// fingerprints: no strings, no start-up cost; a foreign word is taken for a known one once in about a million.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"

namespace earwitness::analysis {

class Background {
  public:
    // `bytes` must outlive the table. kRefused for a foreign file or version, kCorrupt for a truncated one.
    static Result<Background> load(std::string_view bytes);
    // models/background.bin as it was when the program was built.
    static std::string_view builtin_bytes();

    struct Entry {
        std::uint16_t windows = 0;  // in how many windows it was heard; 0: never
        float capitalised = 0;      // share of its uses inside sentences that are written with a capital
    };
    Entry find(std::string_view key) const { return find(hash_of(key)); }
    Entry find(std::uint64_t hash) const;
    // Fetches what find will look at, for who asks for many keys.
    void prefetch(std::uint64_t hash) const { __builtin_prefetch(slots_.data() + place_of(hash)); }
    // What keys are looked up by.
    static std::uint64_t hash_of(std::string_view key);
    static std::uint64_t hash_of(std::string_view left, std::string_view right);  // of the pair "left right"
    // log of how rarely the key is heard, >= 0; unknown keys get the most.
    float rarity(std::string_view key) const { return rarity(find(key)); }
    float rarity(std::uint64_t hash) const { return rarity(find(hash)); }
    float rarity(const Entry& entry) const {
        return entry.windows < rarities_.size() ? rarities_[entry.windows] : rarity_of(entry.windows);
    }

    std::uint32_t windows() const { return windows_; }

  private:
    static constexpr std::size_t kSlot = 8;
    std::size_t place_of(std::uint64_t hash) const { return (static_cast<std::uint32_t>(hash) & mask_) * kSlot; }

    float rarity_of(std::uint32_t windows) const;

    std::string_view slots_;
    std::vector<float> rarities_;  // by windows, of the many that are heard in few
    std::uint32_t windows_ = 0;
    std::uint32_t mask_ = 0;
};

// What training/background_train.cc counts, and the file it becomes.
struct BackgroundCount {
    std::string key;
    std::uint32_t windows = 0;
    float capitalised = 0;
};
std::string background_file(const std::vector<BackgroundCount>& counts, std::uint32_t windows);

}  // namespace earwitness::analysis
