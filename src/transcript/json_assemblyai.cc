// AssemblyAI: utterances (when speakers were asked for), else words; times are whole milliseconds. The old form has
// the same words under "segments" as well.
#include "transcript/json_formats.h"

namespace earwitness::transcript {
namespace {

bool is_assemblyai(const JsonValue& root) {
    return member(root, {"audio_url", "audio_src_url", "acoustic_model", "language_model", "speech_model",
                         "audio_duration"}) != nullptr ||
           array_member(root, "sentences") != nullptr || array_member(root, "paragraphs") != nullptr;
}

CueWord read_word(const JsonValue& value) {
    CueWord word{std::string(string_member(value, "text")), milliseconds_of(member(value, "start")),
                 milliseconds_of(member(value, "end")), -1};
    if (const auto confidence = number_of(member(value, "confidence")))
        word.confidence = static_cast<float>(*confidence);
    return word;
}

Cue read_cue(const JsonValue& value) {
    Cue cue;
    cue.start_ms = milliseconds_of(member(value, "start"));
    cue.end_ms = milliseconds_of(member(value, "end"));
    cue.speaker = speaker_label(member(value, "speaker"));
    cue.text = std::string(string_member(value, "text"));
    if (const auto* words = array_member(value, "words"))
        for (const auto& word : words->GetArray()) cue.words.push_back(read_word(word));
    else
        cue.words.push_back(read_word(value));
    return cue;
}

}  // namespace

MaybeCues read_assemblyai(const JsonValue& root) {
    if (!root.IsObject() || !is_assemblyai(root)) return {};
    for (const std::string_view key : {"utterances", "sentences", "paragraphs", "words"}) {
        const auto* list = array_member(root, key);
        if (list == nullptr || list->Empty()) continue;
        CueList out;
        out.format = "assemblyai-json";
        out.words_only = key == "words";
        out.language = std::string(string_member(root, "language_code"));
        for (const auto& item : list->GetArray()) out.cues.push_back(read_cue(item));
        return out;
    }
    return {};
}

}  // namespace earwitness::transcript
