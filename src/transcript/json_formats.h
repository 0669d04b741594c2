// One function a JSON dialect: the parsed document to cues, absent where it is not of that dialect. Internal to
// transcript/. Asked in the order of json.cc.
#pragma once

#include <optional>

#include "transcript/cue.h"
#include "transcript/json_value.h"

namespace earwitness::transcript {

using MaybeCues = std::optional<CueList>;

// https://developers.deepgram.com/reference: results.channels[], results.utterances[].
MaybeCues read_deepgram(const JsonValue& root);
// https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html: results.transcripts[], results.items[].
MaybeCues read_amazon(const JsonValue& root);
// https://cloud.google.com/speech-to-text: results[].alternatives[].words[], times as "1.2s" or {seconds, nanos}.
MaybeCues read_google(const JsonValue& root);
// https://www.assemblyai.com/docs: utterances[], words[] in milliseconds, the old form too.
MaybeCues read_assemblyai(const JsonValue& root);
// whisper.cpp -oj and -ojf: transcription[] with offsets in milliseconds and tokens.
MaybeCues read_whisper_cpp(const JsonValue& root);
// A list of segments under the names that Podcasting 2.0, Podlove, Whisper and its relatives give them.
MaybeCues read_segments(const JsonValue& root);

}  // namespace earwitness::transcript
