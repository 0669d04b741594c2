// Names for chapters, from the phrases that are said in one and little in the others, or from the short question that
// opens it. Internal to chapters/.
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
                                        const std::vector<std::size_t>& starts);

}  // namespace earwitness::analysis::chapters
