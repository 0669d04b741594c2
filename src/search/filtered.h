// Which episodes a query's filters leave to be looked through.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "search/index.h"
#include "search/matches.h"
#include "search/search.h"

namespace earwitness::search {

struct Filtered {
    std::shared_ptr<const Index::Rows> rows;  // what `wanted` points into
    Wanted wanted;
    Searched searched;
};

// Rows of the episodes in which every part of a name belongs to some speaker. `speaker`: its stems (name_stems()).
Result<std::set<std::int64_t>> spoken_in(const Index& index, const std::vector<std::string>& speaker);

// `speaker` as above.
Result<Filtered> filtered_episodes(const Index& index, const Filters& filters, const std::vector<std::string>& speaker);

}  // namespace earwitness::search
