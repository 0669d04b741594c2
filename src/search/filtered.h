// Which episodes a query's filters leave to be looked through.
#pragma once

#include <memory>
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

// `speaker`: stems of the wanted speaker's name (name_stems()). kNotFound for a show that is not in the archive.
Result<Filtered> filtered_episodes(const Index& index, const Filters& filters, const std::vector<std::string>& speaker);

}  // namespace earwitness::search
