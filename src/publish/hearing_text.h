// One paragraph about who turned an episode's audio into words, and where they may not be trusted: for every rendering.
#pragma once

#include <string>

#include "earwitness/transcript.h"

namespace earwitness::publish {

// "Draft: heard by pocketsphinx (en-us); many words are wrong. Words for 97 % of 0:06 of speech. No words at
// 1:02-1:30." Or whose times a publisher's words have, and what was heard beside them. Plain text.
std::string hearing_text(const Hearing& hearing);

}  // namespace earwitness::publish
