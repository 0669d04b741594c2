// The publisher's chapters, laid over what was said. They win over found ones. Called by the engine.
#pragma once

#include <vector>

#include "analysis/document.h"
#include "earwitness/episode.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::chapters {

// Each begins with the sentence whose begin is nearest to its time, and they hold every sentence, as found ones do: the
// first begins with the talk. Those without a title or without words are left out. Empty where the transcript
// has no times or no chapter is left. `given` may be in any order. O(n log n).
std::vector<Chapter> place_chapters(const Document& document, const std::vector<FeedChapter>& given);

}  // namespace earwitness::analysis::chapters
