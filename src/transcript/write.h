// Transcripts out, in the formats that players and people read. Called by the command line, the exporters and
// the pipeline. Never fails: any Transcript gives a valid file, and our own reader reads back the same words,
// speakers and (where the format has them) times. Prints and opens nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "earwitness/transcript.h"

namespace earwitness::transcript {

enum class WriteFormat { kVtt, kSrt, kPodcastJson, kText };

// "vtt", "srt", "json", "txt"; absent for any other name.
std::optional<WriteFormat> write_format_from(std::string_view name);

std::string write_transcript(const Transcript& transcript, WriteFormat format);

// WebVTT with a voice a cue. Segments that are too long for a caption are cut between words, at word times
// where known and else by share of characters. Segments without times are given estimated ones (a caption file cannot
// do without).
std::string write_vtt(const Transcript& transcript);

// SubRip; a speaker is written as "Name: " where he begins to speak.
std::string write_srt(const Transcript& transcript);

// Podcasting 2.0 JSON, one segment a segment.
std::string write_podcast_json(const Transcript& transcript);

// "Name: words" paragraphs, one a turn; with "[h:mm:ss] " in front where the transcript has times.
std::string write_text(const Transcript& transcript);

}  // namespace earwitness::transcript
