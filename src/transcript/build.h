// Makes the Transcript from mended cues: text, spans, speakers in order of appearance, word spans, hash. Internal
// to transcript/; read.h's transcript_from_* stand on it.
#pragma once

#include <string>
#include <string_view>

#include "earwitness/transcript.h"
#include "transcript/cue.h"

namespace earwitness::transcript {

// One line of spoken text: runs of white space become one space, none at the ends; control characters, zero-width
// spaces and byte-order marks go. The input must be valid UTF-8.
std::string clean_text(std::string_view text);

// True where there is a letter or digit (anything beyond ASCII counts, white space excepted).
bool has_word(std::string_view text);

// Index of the speaker of this name, added where new; kNoSpeaker for "".
class SpeakerTable {
  public:
    explicit SpeakerTable(std::vector<Speaker>& speakers) : speakers_(speakers) {}
    int index_of(std::string_view name);

  private:
    std::vector<Speaker>& speakers_;
    std::vector<std::pair<std::string, int>> sorted_;  // by name
};

// Cues must be clean (mend_cues): their texts become lines of the text, their words are looked up in order.
Transcript build_transcript(CueList&& list);

}  // namespace earwitness::transcript
