// HTML of show notes and titles: entities decoded, markup to plain text, and markup made safe for our own pages.
// Input is hostile: no recursion, linear time, bounded depth. Called by feed/, pipeline/ and publish/.
#pragma once

#include <string>
#include <string_view>

namespace earwitness::text {

// The UTF-8 of a named character reference ("amp", "nbsp", "NotEqualTilde"), HTML5's list; "" where there is none.
std::string_view find_entity(std::string_view name);

// &amp; &#8217; &#x2019; &nbsp; and the names that HTML allows without a semicolon (&copy). What is no reference
// stays as it is.
std::string decode_entities(std::string_view text);

// Readable plain text: a blank line between paragraphs, "- " before list items, a line for <br>; scripts and styles
// left out, white space squeezed. Text without any markup keeps its own line breaks.
std::string html_to_text(std::string_view html);

// A well-formed fragment of a white list of elements and attributes: no script, style, form, frame, event or inline
// style; addresses only http, https and mailto, with rel="noopener nofollow". Text is kept. Safe to put on a page.
std::string sanitize_html(std::string_view html);

}  // namespace earwitness::text
