// One paragraph about who turned an episode's audio into words, and where they and their times may not be trusted: for
// every rendering.
#pragma once

#include <string>

#include "earwitness/transcript.h"

namespace earwitness::publish {

// "Draft: heard by pocketsphinx (en-us); many words are wrong. Words for 97 % of 0:06 of speech. No words at
// 1:02-1:30." Or whose times a publisher's words have, and what was heard beside them. Plain text.
std::string hearing_text(const Hearing& hearing);

// What a reader must know of the times where only long paragraphs have some; empty where words or short cues do, or
// nothing does. Plain text.
std::string times_text(const Transcript& transcript);

// Both, of what there is; empty where there is nothing to say.
std::string transcript_note(const Transcript& transcript);

}  // namespace earwitness::publish
