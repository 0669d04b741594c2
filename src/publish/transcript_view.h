// The whole transcript of an episode as HTML: turns with speakers and times, chapters as headings, sponsor reads
// marked, names linked, and an anchor for every finding ("#b=begin-end") and every second ("#t=754"), so that a
// link lands on the words also where no script runs. Every paragraph can be proved (docs/verify.md).
#pragma once

#include "publish/page.h"

namespace earwitness::publish {

// Jekyll's site has no pages of names to link to.
enum class NameLinks { kPages, kNone };

void write_transcript(Page& page, std::size_t episode, const Analysis& analysis, const Reading& reading,
                      NameLinks name_links = NameLinks::kPages);

}  // namespace earwitness::publish
