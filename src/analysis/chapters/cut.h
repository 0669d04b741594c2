// Where chapters begin: the best-scored sentences, as many as talks of this shape have chapters. Internal to chapters/.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/document.h"
#include "analysis/terms.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::chapters {

// Indices of the sentences that begin a chapter, rising; the first is 0. Empty for a document without sentences.
std::vector<std::size_t> chapter_starts(const Document& document, const Terms& terms,
                                        const std::vector<SponsorRead>& sponsors);

}  // namespace earwitness::analysis::chapters
