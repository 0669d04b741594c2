// Takes in a page as it is found: mends what can be mended (UTF-8 that was encoded twice, bytes that are no UTF-8,
// control characters), recovers what it can of a broken one, and says of each change where and why. What was not
// touched comes out byte for byte as it went in.
#pragma once

#include <string>
#include <string_view>

#include "earwitness/result.h"
#include "jekyll/page.h"

namespace earwitness::jekyll {

struct TakenPage {
    Page page;
    std::string text;     // the page to keep: the given bytes where nothing was mended
    bool mended = false;  // text differs from what was given
    Diagnostics notes;    // with lines of the given bytes. Codes: double_encoding (one a place), not_utf8,
                          // control_character, byte_order_mark, broken_yaml, lost_lines, no_end, spliced
};

// kMalformed where nothing can be made of it (no front matter, or none of its keys can be read): the message names the
// line and the reason. kTooLarge over kMaxPageBytes.
Result<TakenPage> take_page(std::string_view bytes);

}  // namespace earwitness::jekyll
