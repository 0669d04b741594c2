// JSON transcripts: parse once, ask each dialect in turn.
#include <rapidjson/error/en.h>

#include "transcript/formats.h"
#include "transcript/json_formats.h"

namespace earwitness::transcript {

Result<CueList> parse_json(std::string_view text) {
    rapidjson::Document document;
    constexpr unsigned kFlags =
        rapidjson::kParseIterativeFlag | rapidjson::kParseNanAndInfFlag | rapidjson::kParseTrailingCommasFlag;
    document.Parse<kFlags>(text.data(), text.size());
    if (document.HasParseError())
        return make_error(ErrorCode::kMalformed,
                          "the JSON cannot be read at byte " + std::to_string(document.GetErrorOffset()) + ": " +
                              rapidjson::GetParseError_En(document.GetParseError()) + " Was the download complete?");
    for (const auto reader :
         {read_deepgram, read_amazon, read_google, read_whisper_cpp, read_assemblyai, read_segments})
        if (auto cues = reader(document)) return std::move(*cues);
    return make_error(
        ErrorCode::kMalformed,
        "this JSON is of no transcript dialect that is known (docs/transcripts.md lists them): it has no list of "
        "segments, words or results with text");
}

}  // namespace earwitness::transcript
