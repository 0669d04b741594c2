// What transcription servers answer, in all the shapes that were met: OpenAI's verbose_json (words at the top),
// whisper.cpp's (words inside segments, a "word" being a token), json with the text alone, plain text. Everything in it
// is hostile: times may be negative, reversed or missing, texts may be anything.
#pragma once

#include <string_view>

#include "speech/engine.h"

namespace earwitness::speech {

// kMalformed says what is wrong. An answer without words is an empty Heard, not an error.
Result<Heard> read_http_answer(std::string_view body);

// "english" and "en-US" as "en", "en-US"; "" for what is no language.
std::string language_tag(std::string_view name);

}  // namespace earwitness::speech
