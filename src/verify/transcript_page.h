// The transcript page of a Jekyll site, read for checking: the paragraphs that it shows, with what it says of their
// times and speakers. Internal to verify/.
#pragma once

#include <string>
#include <string_view>

#include "verify/evidence.h"

namespace earwitness::verify {

// A segment a paragraph (`data-ew-begin`, `data-ew-end`): its speaker is the heading before it, its times reach from
// the earliest that its own sentences have (`data-t`, cut to tenths) to the latest of its own and of the next
// paragraph's; absent where it shows none. Where the page has no such marks there are no segments. `html` is the page
// behind its front matter.
Evidence read_transcript_page(std::string_view html, std::string text);

}  // namespace earwitness::verify
