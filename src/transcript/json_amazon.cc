// Amazon Transcribe: results.items[] are words and punctuation marks; who speaks stands in the item, in
// results.speaker_labels.segments[].items[] by start time, or is a channel.
#include <map>

#include "transcript/json_formats.h"

namespace earwitness::transcript {
namespace {

using SpeakersByTime = std::map<std::string, std::string, std::less<>>;

SpeakersByTime read_speakers(const JsonValue& results) {
    SpeakersByTime out;
    const auto* labels = member(results, "speaker_labels");
    const auto* segments = labels != nullptr ? array_member(*labels, "segments") : nullptr;
    if (segments == nullptr) return out;
    for (const auto& segment : segments->GetArray())
        if (const auto* items = array_member(segment, "items"))
            for (const auto& item : items->GetArray())
                out.emplace(string_member(item, "start_time"), string_member(item, "speaker_label"));
    return out;
}

void read_items(const JsonValue& items, const SpeakersByTime& speakers, const std::string& channel, CueList& out) {
    std::string speaking = channel;
    for (const auto& item : items.GetArray()) {
        const auto* alternatives = array_member(item, "alternatives");
        if (alternatives == nullptr || alternatives->Empty()) continue;
        const JsonValue& best = (*alternatives)[0];
        Cue cue;
        cue.text = std::string(string_member(best, "content"));
        cue.start_ms = time_of(member(item, "start_time"));
        cue.end_ms = time_of(member(item, "end_time"));
        if (const auto* label = member(item, "speaker_label")) {
            speaking = speaker_label(label);
        } else if (const auto found = speakers.find(string_member(item, "start_time")); found != speakers.end()) {
            speaking = found->second;
        }
        cue.speaker = speaking;
        if (cue.start_ms) {
            CueWord word{cue.text, cue.start_ms, cue.end_ms, -1};
            if (const auto confidence = number_of(member(best, "confidence")))
                word.confidence = static_cast<float>(*confidence);
            cue.words.push_back(std::move(word));
        }
        out.cues.push_back(std::move(cue));
    }
}

}  // namespace

MaybeCues read_amazon(const JsonValue& root) {
    const auto* results = member(root, "results");
    if (results == nullptr || !results->IsObject()) return {};
    const auto* items = array_member(*results, "items");
    if (items == nullptr || array_member(*results, "transcripts") == nullptr) return {};
    CueList out;
    out.format = "amazon-json";
    out.words_only = true;
    out.language = std::string(string_member(*results, "language_code"));
    const auto* labels = member(*results, "channel_labels");
    const auto* channels = labels != nullptr ? array_member(*labels, "channels") : nullptr;
    if (channels != nullptr && channels->Size() > 1) {
        for (const auto& channel : channels->GetArray())
            if (const auto* own = array_member(channel, "items"))
                read_items(*own, {}, std::string(string_member(channel, "channel_label")), out);
        return out;
    }
    read_items(*items, read_speakers(*results), "", out);
    return out;
}

}  // namespace earwitness::transcript
