// What recognisers invent: words where nobody speaks, and a phrase that they repeat without end. Both are taken out and
// said. Gaps, where somebody speaks and no words were given, are said.
#pragma once

#include <vector>

#include "earwitness/transcript.h"
#include "speech/activity.h"
#include "speech/engine.h"

namespace earwitness::speech {

// Leaves the first round of each stuck loop: a row of 1 to 24 words that comes at least four times on end and makes at
// least twelve words (people do say "no, no, no, no").
void drop_loops(std::vector<HeardSegment>& segments, std::vector<HearingWarning>& warnings);

// Drops segments of half a second and more in whose time (and 300 ms around it) there is no voice at all.
void drop_words_in_silence(std::vector<HeardSegment>& segments, const std::vector<Interval>& speech,
                           std::vector<HearingWarning>& warnings);

// Where the segments' words are, in time.
std::vector<Interval> worded_intervals(const std::vector<HeardSegment>& segments);

// Stretches of speech of at least five seconds without words.
void note_gaps(const std::vector<Interval>& speech, const std::vector<Interval>& worded,
               std::vector<HearingWarning>& warnings);

}  // namespace earwitness::speech
