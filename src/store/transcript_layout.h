// A transcript without its text as compact JSON (speakers, segments, timed words), and back; and the key that names
// a transcript by everything in it, since two sources may give the same text with other times or speakers.
#pragma once

#include <string>
#include <string_view>

#include "earwitness/result.h"
#include "earwitness/transcript.h"

namespace earwitness::store {

std::string layout_to_json(const Transcript& transcript);
// Fills speakers, segments and words; spans are checked against the text, which must be there already.
Status layout_from_json(std::string_view json, Transcript& transcript);

std::string transcript_key(const Transcript& transcript);

}  // namespace earwitness::store
