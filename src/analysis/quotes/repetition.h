// Near-duplicates: two passages repeat one another where four in five of the shorter one's different words are in both,
// or two in three, and five at least, of those that carry a meaning: the same claim put a little differently.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace earwitness::analysis::quotes {

class RepetitionFilter {
  public:
    // True where the passage repeats one that was asked about before and found new; else keeps it. Linear in what is
    // kept, so meant for tens of passages.
    bool is_repeated(std::string_view passage);

    struct WordSet {
        std::vector<std::uint64_t> hashes;     // sorted, without repeats
        std::array<std::uint64_t, 4> marks{};  // a bit for each, by its last byte
    };
    struct Words {
        WordSet all, meant;
    };

  private:
    std::vector<Words> kept_;
};

}  // namespace earwitness::analysis::quotes
