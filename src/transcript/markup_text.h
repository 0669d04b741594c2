// The text of captions: WebVTT's tags, voices, inner times and character references, and the HTML that people
// put into SubRip. Internal to transcript/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "transcript/cue.h"

namespace earwitness::transcript {

// A stretch of a cue by one voice.
struct VoicePart {
    std::string speaker;  // "" where no voice is named
    std::string text;
    std::vector<CueWord> words;  // where inner time stamps cut the text
};

// https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules. Ruby annotations are not said and are left out. A '<' that
// opens no tag stays, because somebody wrote "3 < 4". Times outside [start, end] are ignored.
std::vector<VoicePart> parse_vtt_cue_text(std::string_view raw, std::int64_t start_ms, std::int64_t end_ms);

// SubRip: <i>, <font ...>, {\an8} and character references go; everything else stays.
std::string strip_srt_markup(std::string_view raw);

// "&amp;" at text[at] to UTF-8, appended to out; `at` moves behind it. An unknown one stays as it is written.
void append_reference(std::string_view text, std::size_t& at, std::string& out);

}  // namespace earwitness::transcript
