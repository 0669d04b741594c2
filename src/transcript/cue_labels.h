// Speakers that stand inside the words of captions ("Alban: It is so ..."), as SubRip has no other place for them.
// Internal to transcript/.
#pragma once

#include "transcript/cue.h"
#include "transcript/oddities.h"

namespace earwitness::transcript {

// Where few cues have a speaker of their own: takes plausible labels off the front of a cue's lines and makes them its
// speaker, cutting a cue in two where a second person begins in it (both keep its times). Where labels mark only
// the beginning of a turn they go on until the next; where each cue is labelled they do not.
void take_cue_labels(CueList& list);

// Live captions repeat what is still on the screen: lines that a cue has in common with the one before, or
// that grow word by word. Drops the repetition where a good part of the file is like that.
void merge_rolling_cues(CueList& list, Oddities& odd);

}  // namespace earwitness::transcript
