// Where each part of a query stands in each episode: the reading of the index, before any ranking.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "search/query.h"
#include "store/archive.h"

namespace earwitness::search {

class Index;

inline constexpr std::uint32_t kNoEpisode = 0xFFFFFFFF;

// The episodes that the filters leave, numbered from 0 by their ids. Points into an index's rows.
class Wanted {
  public:
    using Row = store::Archive::SearchRow;
    void add(const Row& row) {
        numbers_.emplace(row.row, static_cast<std::uint32_t>(rows_.size()));
        rows_.push_back(&row);
    }
    std::size_t size() const { return rows_.size(); }
    const Row& operator[](std::size_t episode) const { return *rows_[episode]; }
    // The number of the episode with that row in the archive, kNoEpisode where it is not wanted.
    std::uint32_t find(std::int64_t row) const {
        const auto found = numbers_.find(row);
        return found == numbers_.end() ? kNoEpisode : found->second;
    }

  private:
    std::vector<const Row*> rows_;
    std::unordered_map<std::int64_t, std::uint32_t> numbers_;
};

// Word positions by episode, all in one list.
struct Places {
    struct Part {
        std::uint32_t episode = 0;
        std::uint32_t begin = 0, end = 0;  // in positions
    };
    std::vector<Part> parts;               // by episode, each once
    std::vector<std::uint32_t> positions;  // rising in each part

    const Part* find(std::uint32_t episode) const;
};

struct ClausePlaces {
    Need need = Need::kShould;
    std::vector<Places> alternatives;  // of the clause's atoms
    std::vector<Places> spoken_by;     // turns of speakers whose name has the atom's (only) word; empty for others
};

Result<std::vector<ClausePlaces>> find_places(const Index& index, const Query& query, const Wanted& wanted);

}  // namespace earwitness::search
