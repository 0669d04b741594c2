// One function a format: text (valid UTF-8, no byte-order mark) to cues as the source gives them. Internal to
// transcript/. To add a format: write its reader in a file of its own, name it here and in sniff.h.
#pragma once

#include <string_view>

#include "earwitness/result.h"
#include "transcript/cue.h"
#include "transcript/oddities.h"

namespace earwitness::transcript {

// https://www.w3.org/TR/webvtt1/#file-parsing, lenient where a file would lose words.
CueList parse_vtt(std::string_view text, Oddities& odd);

// SubRip as found: numbers missing, dots for commas, blank lines inside cues, no blank lines between.
CueList parse_srt(std::string_view text, Oddities& odd);

// Any JSON dialect of json_formats.h. kMalformed where it is no JSON, or of no known dialect.
Result<CueList> parse_json(std::string_view text);

// Pages: Podcasting 2.0's <cite>, <time>, <p>; any other page as labelled text.
CueList parse_html(std::string_view text, Oddities& odd);

// Podlove's simple transcripts and TTML (captions of broadcasters): XML with a timed element a line.
CueList parse_timed_xml(std::string_view text, Oddities& odd);

}  // namespace earwitness::transcript
