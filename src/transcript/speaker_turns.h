// Who spoke when, put onto a transcript whose words have times: the one way from a diariser's turns (rttm.h) and from
// stereo channels (speech/channel_turns.h) to speakers. The text's bytes never change; labels that are there stay.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "earwitness/transcript.h"

namespace earwitness::transcript {

struct SpeakerTurn {
    std::int64_t start_ms = 0, end_ms = 0;
    std::string speaker;  // never ""
};

// Gives each segment without a speaker the one whose turn it lies in, and cuts it between words where the speaker
// changes. Turns may come in any order and may overlap.
//
// A timed word belongs to the speaker who has more than three fifths of the part of it that lies in the turns of one
// speaker alone. Words that nobody has like that (between turns, while two speak) join those around them in their
// segment: up to two of them the words before, more only where both sides are one speaker's; else nobody is named. A
// segment without timed words is one word to this rule. Segments without times stay as they are.
//
// Speakers are numbered anew in order of appearance; linear but for sorting.
void apply_speaker_turns(const std::vector<SpeakerTurn>& turns, Transcript& transcript);

}  // namespace earwitness::transcript
