// Proves a file of `publish markdown` (docs/verify.md): each line that it quotes carries the span of its words as a
// block id, and says exactly those; its transcript is the transcript's, paragraph for paragraph. Reads the Markdown
// itself, the few forms that are written there.
#pragma once

#include <string_view>

#include "verify/page_check.h"
#include "verify/report.h"

namespace earwitness::verify {

// A file without front matter (the index) quotes nothing and is left alone.
void check_note(std::string_view markdown, std::string_view file, ShownEpisodes& episodes, Report& report);

}  // namespace earwitness::verify
