// Times for a publisher's transcript that has none, from a program's hearing of the same audio: the words stay the
// publisher's to the byte, the times are those of the same words as heard.
#pragma once

#include "earwitness/result.h"
#include "earwitness/transcript.h"

namespace earwitness::speech {

// True where more than half of the segments have no time.
bool lacks_times(const Transcript& transcript);

// `heard` is of transcribe(). Gives every word that was heard, too, its time and confidence; a segment without a time
// begins and ends with its first and last word: where those were not heard, their share of the time between the heard
// words around them (at most 30 s apart), or a third of a second a word next to one (at most five words). What cannot
// be told so stays without a time; times that the publisher gave stay. Such segments are marked `time_heard`;
// `hearing` says who heard, how many of the words, and where at least 15 s and 20 words were heard that are not in the
// transcript ("gap"). kMalformed where less than a fifth of the words were heard: another recording, or language.
Result<Transcript> lend_times(Transcript words, const Transcript& heard);

}  // namespace earwitness::speech
