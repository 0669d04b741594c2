// The front door of transcripts: bytes of a file in any known format in, one Transcript out. The format is found
// by content; name and media type only break ties. Called by the pipeline, the command line and verify. Owns
// nothing and keeps nothing: it does not fetch, open files or print.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "earwitness/result.h"
#include "earwitness/transcript.h"

namespace earwitness::transcript {

struct ReadOptions {
    std::string_view name;        // file name or URL path, may be ""
    std::string_view media_type;  // as served or declared, may be ""
    std::size_t max_bytes = std::size_t{64} << 20;
};

struct ReadTranscript {
    Transcript transcript;
    Diagnostics diagnostics;  // one a kind of oddity, with how often and the first line where known
};

// Errors: kTooLarge (over max_bytes), kUnsupported (audio, RTTM and other things without words), kMalformed
// (empty, or no words in it).
Result<ReadTranscript> read_transcript(std::string_view bytes, const ReadOptions& options = {});

// The same of a file, whose name helps to tell its format; errors name it. Also those of base::read_file.
Result<Transcript> read_transcript_file(const std::string& path, std::size_t max_bytes = base::kDefaultMaxFileBytes);

// Plain text as it is, byte for byte where it is valid UTF-8 (else mended): one segment a paragraph, no
// speakers, no times. Knows no labels; read_transcript does.
Transcript transcript_from_text(std::string text);

// A word of a given segment whose own time is known.
struct GivenWord {
    std::string text;
    std::int64_t start_ms = 0;
    std::optional<std::int64_t> end_ms;
    float confidence = -1;  // 0..1, -1 where unknown
};

// A segment that a caller hands over ready made (a JSON Lines record, an engine).
struct GivenSegment {
    std::string speaker;  // "" where unknown
    std::string text;
    std::optional<std::int64_t> start_ms;
    std::optional<std::int64_t> end_ms;
    std::vector<GivenWord> words;  // in the text's order, may be empty; only transcript_from_recogniser() takes them
};

// Segments come out as they went in: same order, same words, nothing merged, sorted or mended. White space at
// both ends is cut, control characters become spaces; a segment without any words is left out. Negative times are
// taken as absent.
Transcript transcript_from_segments(const std::vector<GivenSegment>& segments);

// What a recogniser heard: mended like the cues of a caption file (sorted, overlaps cut, impossible times dropped),
// each word with its time.
Transcript transcript_from_recogniser(const std::vector<GivenSegment>& segments);

}  // namespace earwitness::transcript
