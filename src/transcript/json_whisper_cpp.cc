// whisper.cpp: { "result": {"language"}, "transcription": [{ "offsets": {"from","to"}, "text", "tokens": [...] }] }.
// Tokens are pieces of words; a piece that begins with a space begins a word.
#include "transcript/join_tokens.h"
#include "transcript/json_formats.h"

namespace earwitness::transcript {
namespace {

void read_times(const JsonValue& item, std::optional<std::int64_t>& start, std::optional<std::int64_t>& end) {
    if (const auto* offsets = member(item, "offsets")) {
        start = milliseconds_of(member(*offsets, "from"));
        end = milliseconds_of(member(*offsets, "to"));
    } else if (const auto* stamps = member(item, "timestamps")) {
        start = time_of(member(*stamps, "from"));
        end = time_of(member(*stamps, "to"));
    }
}

void read_tokens(const JsonValue& tokens, Cue& cue) {
    TokenJoiner<CueWord> joiner(cue.words);
    for (const auto& token : tokens.GetArray()) {
        const std::string_view piece = string_member(token, "text");
        if (piece.empty() || piece.starts_with("[_")) continue;
        CueWord word;
        read_times(token, word.start_ms, word.end_ms);
        const auto probability = number_of(member(token, "p"));
        word.confidence = probability && *probability >= 0 && *probability <= 1 ? static_cast<float>(*probability) : -1;
        word.text = std::string(piece);
        joiner.add(std::move(word), piece.front() == ' ');
    }
}

}  // namespace

MaybeCues read_whisper_cpp(const JsonValue& root) {
    const auto* list = array_member(root, "transcription");
    if (list == nullptr) return {};
    CueList out;
    out.format = "whisper.cpp-json";
    if (const auto* result = member(root, "result")) out.language = std::string(string_member(*result, "language"));
    std::size_t spaced = 0;
    for (const auto& item : list->GetArray()) spaced += string_member(item, "text").starts_with(' ');
    for (const auto& item : list->GetArray()) {
        const std::string_view text = string_member(item, "text");
        Cue cue;
        read_times(item, cue.start_ms, cue.end_ms);
        // With a length limit of one token (-ml 1) a segment may be a piece of the word before it.
        if (spaced * 2 > list->Size() && !out.cues.empty() && !text.empty() && text.front() != ' ' &&
            text.size() < 16) {
            out.cues.back().text += text;
            if (cue.end_ms) out.cues.back().end_ms = cue.end_ms;
            continue;
        }
        cue.speaker = speaker_label(member(item, "speaker"));
        cue.text = std::string(text);
        if (const auto* tokens = array_member(item, "tokens")) read_tokens(*tokens, cue);
        out.cues.push_back(std::move(cue));
    }
    return out;
}

}  // namespace earwitness::transcript
