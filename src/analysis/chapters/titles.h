// Names for chapters: the short question that opens one, two names that it is about, else somebody's own wording of
// what is said in it and little in the others (wording.h), else the phrases of which that holds. Internal to chapters/.
#pragma once

#include <string>
#include <vector>

#include "analysis/candidates.h"
#include "analysis/document.h"
#include "analysis/terms.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::chapters {

// One a chapter, never empty; `starts` are the sentences that begin them.
std::vector<std::string> chapter_titles(const Document& document, const Terms& terms,
                                        const std::vector<Candidate>& candidates, const std::vector<Topic>& topics,
                                        const std::vector<SponsorRead>& sponsors,
                                        const std::vector<std::size_t>& starts);

}  // namespace earwitness::analysis::chapters
