// A search as an Atom feed (RFC 4287): a watch list. An entry is a hit; its id follows from its words' place, so that a
// reader shows each once.
#pragma once

#include <string>
#include <vector>

#include "search/search.h"
#include "serve/answer.h"

namespace earwitness::serve {

std::string atom_feed(const std::string& query, const Request& request, const std::vector<search::Hit>& hits);

}  // namespace earwitness::serve
