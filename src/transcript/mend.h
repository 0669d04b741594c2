// Puts cues in order and makes their times sane, saying what it did. Internal to transcript/; every reader of a
// timed format ends here.
#pragma once

#include "transcript/cue.h"
#include "transcript/oddities.h"

namespace earwitness::transcript {

// Cleans texts, drops empty cues, sorts by start (stably), moves negative and reversed times, drops impossible
// ones, cuts an end that reaches into the next cue of the same (or no) speaker, joins lines of one caption
// (same times, same speaker), and lets a cue without an end reach to the next start where that is near.
// Cues of different speakers may overlap: people talk at once.
void mend_cues(CueList& list, Oddities& odd);

// Where the source gives a cue a word (or hands over words only), groups them to sentence-sized cues with timed words.
void group_single_words(CueList& list);

}  // namespace earwitness::transcript
