// Where each part of a query stands in each episode: the reading of the index, before any ranking.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "search/query.h"
#include "store/archive.h"

namespace earwitness::search {

// Word positions by episode row.
using Places = std::map<std::int64_t, std::vector<std::uint32_t>>;

struct ClausePlaces {
    Need need = Need::kShould;
    std::vector<Places> alternatives;  // of the clause's atoms
    std::vector<Places> spoken_by;     // turns of speakers whose name has the atom's (only) word; empty for others
};

// `wanted` are the rows that the filters leave, sorted.
Result<std::vector<ClausePlaces>> find_places(const store::Archive& archive, const Query& query,
                                              const std::vector<std::int64_t>& wanted);

}  // namespace earwitness::search
