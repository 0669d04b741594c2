// What the model knows of single words and of fixed phrases: a distributional cluster, how often the word is written
// with a capital in running text, how common it is, and which name lists hold it. Filled by training/, looked up once
// per distinct word of a document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/entities/hash_filter.h"
#include "earwitness/result.h"

namespace earwitness::analysis::entities {

// Bits of Entry::lists.
enum ListBit : std::uint32_t {
    kFirstName = 1 << 0,
    kSurname = 1 << 1,
    kCompany = 1 << 2,
    kBrand = 1 << 3,
    kTechnology = 1 << 4,
    kCountry = 1 << 5,
    kCity = 1 << 6,
    kRegion = 1 << 7,
    kDemonym = 1 << 8,
    kFilm = 1 << 9,
    kKnownPerson = 1 << 10,  // the seven lists under training/ner/known, shifted by EntityType
    kMinedPerson = 1 << 17,  // found by training in raw talk, shifted by EntityType
};

// Bits of Entry::flags.
inline constexpr std::uint8_t kMayStart = 1;      // written small it still begins names ("npm")
inline constexpr std::uint8_t kMayContinue = 2;   // stands small inside names ("of")
inline constexpr std::uint8_t kStartsPhrase = 4;  // first word of a phrase
inline constexpr std::uint8_t kLowStart = 8;      // in text without capitals: may be (part of) a name

// A leaf of a tree of 64, 256 and 1024 clusters: leaf >> 2 is its cluster of 256, leaf >> 4 of 64.
inline constexpr std::uint16_t kNoCluster = 0xFFFF;

// 64-bit hash of a word's bytes; of a phrase: phrase_hash folded over its words' hashes.
std::uint64_t word_hash(std::string_view word);
inline std::uint64_t phrase_hash(std::uint64_t so_far, std::uint64_t next) {
    return (so_far ^ (next + 0x9E3779B97F4A7C15ull + (so_far << 6) + (so_far >> 2))) * 0xD6E8FEB86659FD93ull;
}

class Lexicon {
  public:
    struct Entry {
        std::uint32_t key = 0;  // upper half of word_hash; 0 = empty place
        std::uint32_t lists = 0;
        std::uint16_t cluster = kNoCluster;
        std::uint8_t usage = 0;  // capital ratio in the upper four bits (1..15, 0 unknown), frequency class below
        std::uint8_t flags = 0;
    };
    static constexpr std::size_t kMaxPhraseWords = 6;

    static Result<Lexicon> load(std::string_view words, std::string_view phrases);
    // The inverse, for training: entries with distinct keys.
    static std::string section(const std::vector<Entry>& entries);

    // nullptr where unknown.
    const Entry* find(std::uint64_t hash) const { return find_in(words_, hash); }
    // Fetches what find will look at: the table is larger than the caches, and who asks for many words asks for all of
    // them before looking at the first.
    void prefetch(std::uint64_t hash) const { __builtin_prefetch(&words_[place_of(hash, words_.size() - 1)]); }
    const Entry* find_phrase(std::uint64_t hash) const {
        return phrase_filter_.may_hold(hash) ? find_in(phrases_, hash) : nullptr;
    }

  private:
    static std::uint32_t key_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32) | 1u; }
    static std::size_t place_of(std::uint64_t hash, std::size_t mask) { return key_of(hash) >> 4 & mask; }
    static const Entry* find_in(const std::vector<Entry>& table, std::uint64_t hash) {
        const std::uint32_t key = key_of(hash);
        const std::size_t mask = table.size() - 1;
        for (std::size_t at = place_of(hash, mask);; at = (at + 1) & mask) {
            if (table[at].key == key) return &table[at];
            if (table[at].key == 0) return nullptr;
        }
    }
    HashFilter phrase_filter_{18};        // most that is asked for is no phrase
    std::vector<Entry> words_, phrases_;  // open addressing, sizes are powers of two, never full
};

}  // namespace earwitness::analysis::entities
