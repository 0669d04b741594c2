// Lists of segments: Podcasting 2.0 JSON, Podlove, openai-whisper, whisper-timestamped, faster-whisper, WhisperX,
// and whatever else calls its fields alike. They differ in names and in how a time is written, not in shape.
#include "transcript/json_formats.h"

namespace earwitness::transcript {
namespace {

// The list: the root itself, or under one of the names that it goes by.
const JsonValue* find_list(const JsonValue& root) {
    if (root.IsArray()) return &root;
    for (const std::string_view key :
         {"segments", "transcripts", "transcript", "utterances", "captions", "cues", "chunks", "words"}) {
        const auto* found = member(root, key);
        if (found == nullptr) continue;
        if (found->IsArray()) return found;
        if (const auto* inner = array_member(*found, "segments")) return inner;
    }
    return nullptr;
}

const JsonValue* text_of(const JsonValue& segment) {
    return member(segment, {"body", "text", "word", "transcript", "content", "utterance", "caption", "line"});
}

std::optional<std::int64_t> start_of(const JsonValue& segment) {
    if (const auto ms = milliseconds_of(member(segment, {"start_ms", "startMs", "start_time_ms"}))) return ms;
    if (const auto* pair = array_member(segment, "timestamp"); pair != nullptr && !pair->Empty())
        return time_of(&(*pair)[0]);
    return time_of(member(segment, {"start", "startTime", "start_time", "begin", "from", "timestamp", "time"}));
}

std::optional<std::int64_t> end_of(const JsonValue& segment, std::optional<std::int64_t> start) {
    if (const auto ms = milliseconds_of(member(segment, {"end_ms", "endMs", "end_time_ms"}))) return ms;
    if (const auto* pair = array_member(segment, "timestamp"); pair != nullptr && pair->Size() > 1)
        return time_of(&(*pair)[1]);
    if (const auto end = time_of(member(segment, {"end", "endTime", "end_time", "stop", "to"}))) return end;
    const auto duration = time_of(member(segment, {"duration", "dur"}));
    if (duration && start) return *start + *duration;
    return {};
}

float confidence_of(const JsonValue& word) {
    const auto value = number_of(member(word, {"confidence", "probability", "score"}));
    return value && *value >= 0 && *value <= 1 ? static_cast<float>(*value) : -1;
}

Cue read_cue(const JsonValue& segment) {
    Cue cue;
    cue.start_ms = start_of(segment);
    cue.end_ms = end_of(segment, cue.start_ms);
    cue.speaker = speaker_label(member(segment, {"speaker", "speaker_name", "speakerName", "speaker_label", "voice"}));
    cue.text = std::string(string_of(text_of(segment)));
    if (const auto* words = array_member(segment, "words"))
        for (const auto& word : words->GetArray()) {
            const std::string_view spelt = string_of(text_of(word));
            const auto start = start_of(word);
            if (!spelt.empty())
                cue.words.push_back({std::string(spelt), start, end_of(word, start), confidence_of(word)});
        }
    return cue;
}

// The name of the dialect, for people; nothing else hangs on it.
std::string_view dialect(const JsonValue& root, const JsonValue& first) {
    if (member(first, "body") != nullptr) return "podcast-json";
    if (root.IsArray())
        return member(first, "start") != nullptr && member(first, "start")->IsString() ? "podlove-json"
                                                                                       : "faster-whisper-json";
    if (array_member(root, "transcripts") != nullptr) return "podlove-json";
    if (member(root, "word_segments") != nullptr) return "whisperx-json";
    if (member(first, "seek") != nullptr || member(first, "avg_logprob") != nullptr) return "whisper-json";
    return "segments-json";
}

}  // namespace

MaybeCues read_segments(const JsonValue& root) {
    const auto* list = find_list(root);
    if (list == nullptr) return {};
    CueList out;
    bool found = false;
    for (const auto& segment : list->GetArray()) {
        if (!segment.IsObject() || text_of(segment) == nullptr) continue;
        if (!found) out.format = std::string(dialect(root, segment));
        found = true;
        out.cues.push_back(read_cue(segment));
    }
    if (!found) return {};
    out.language = std::string(string_member(root, "language"));
    if (out.language.size() > 12) out.language.clear();
    return out;
}

}  // namespace earwitness::transcript
