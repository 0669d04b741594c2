// RTTM (NIST's rich transcription time marked): a diariser's answer to who spoke when, a line a turn:
//   SPEAKER <file> <channel> <start s> <duration s> <NA> <NA> <speaker> <NA> <NA>
// Called for `transcribe --rttm` and for NAME.rttm beside local files. Everything in it is hostile.
#pragma once

#include <string_view>
#include <vector>

#include "earwitness/result.h"
#include "transcript/speaker_turns.h"

namespace earwitness::transcript {

// In the file's order. Lines of other kinds (SPKR-INFO, LEXEME, NON-SPEECH ...), comments (";;") and empty turns are
// passed over. kMalformed names the line and what is wrong with it, also where the file tells of more than one
// recording or of no turn; kTooLarge above 500,000 turns.
Result<std::vector<SpeakerTurn>> parse_rttm(std::string_view bytes);

}  // namespace earwitness::transcript
