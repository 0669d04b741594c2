// Google Speech-to-Text: results[].alternatives[0] with words[]. With diarization the last result repeats all words
// of the others with a speaker each, and is then the one to read.
#include "transcript/json_formats.h"

namespace earwitness::transcript {
namespace {

const JsonValue* best_of(const JsonValue& result) {
    const auto* alternatives = array_member(result, "alternatives");
    return alternatives == nullptr || alternatives->Empty() ? nullptr : &(*alternatives)[0];
}

CueWord read_word(const JsonValue& value) {
    CueWord word{std::string(string_member(value, "word")),
                 time_of(member(value, {"startTime", "startOffset", "start_time", "start_offset"})),
                 time_of(member(value, {"endTime", "endOffset", "end_time", "end_offset"})), -1};
    // Newer answers leave out a start of zero.
    if (!word.start_ms && word.end_ms) word.start_ms = 0;
    if (const auto confidence = number_of(member(value, "confidence")); confidence && *confidence > 0)
        word.confidence = static_cast<float>(*confidence);
    return word;
}

const JsonValue* tag_of(const JsonValue& word) {
    return member(word, {"speakerTag", "speaker_tag", "speakerLabel", "speaker_label"});
}

// The diarized result where the last one has a speaker for every word.
const JsonValue* diarized_words(const JsonValue& results) {
    const auto* best = best_of(results[results.Size() - 1]);
    const auto* words = best != nullptr ? array_member(*best, "words") : nullptr;
    if (words == nullptr || words->Empty()) return nullptr;
    for (const auto& word : words->GetArray())
        if (tag_of(word) == nullptr) return nullptr;
    return words;
}

}  // namespace

MaybeCues read_google(const JsonValue& root) {
    const JsonValue* holder = &root;
    if (const auto* response = member(root, "response")) holder = response;
    const auto* results = array_member(*holder, "results");
    if (results == nullptr || results->Empty() || best_of((*results)[0]) == nullptr) return {};
    CueList out;
    out.format = "google-json";
    out.language = std::string(string_member((*results)[0], "languageCode"));
    if (const auto* words = diarized_words(*results)) {
        out.words_only = true;
        for (const auto& item : words->GetArray()) {
            Cue cue;
            CueWord word = read_word(item);
            cue.start_ms = word.start_ms;
            cue.end_ms = word.end_ms;
            cue.text = word.text;
            cue.speaker = speaker_label(tag_of(item));
            cue.words.push_back(std::move(word));
            out.cues.push_back(std::move(cue));
        }
        return out;
    }
    for (const auto& result : results->GetArray()) {
        const auto* best = best_of(result);
        if (best == nullptr) continue;
        Cue cue;
        cue.text = std::string(string_member(*best, "transcript"));
        if (const auto* words = array_member(*best, "words"))
            for (const auto& word : words->GetArray()) cue.words.push_back(read_word(word));
        if (!cue.words.empty()) {
            cue.start_ms = cue.words.front().start_ms;
            cue.end_ms = cue.words.back().end_ms;
        }
        out.cues.push_back(std::move(cue));
    }
    return out;
}

}  // namespace earwitness::transcript
