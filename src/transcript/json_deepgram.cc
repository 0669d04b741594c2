// Deepgram: results.utterances where they were asked for, else the sentences of results.channels[].alternatives[0].
// paragraphs, else its words. With several channels a channel is a speaker.
#include "transcript/json_formats.h"

namespace earwitness::transcript {
namespace {

CueWord read_word(const JsonValue& value) {
    std::string_view spelt = string_member(value, "punctuated_word");
    if (spelt.empty()) spelt = string_member(value, "word");
    CueWord word{std::string(spelt), time_of(member(value, "start")), time_of(member(value, "end")), -1};
    if (const auto confidence = number_of(member(value, "confidence")))
        word.confidence = static_cast<float>(*confidence);
    return word;
}

std::string channel_label(std::size_t channel, std::size_t channels) {
    return channels > 1 ? "Channel " + std::to_string(channel) : std::string();
}

std::string label_of(const JsonValue& item, const std::string& channel) {
    const auto* speaker = member(item, "speaker");
    return speaker != nullptr ? speaker_label(speaker) : channel;
}

void read_utterances(const JsonValue& list, std::size_t channels, CueList& out) {
    for (const auto& item : list.GetArray()) {
        Cue cue;
        cue.start_ms = time_of(member(item, "start"));
        cue.end_ms = time_of(member(item, "end"));
        const auto channel = number_of(member(item, "channel"));
        cue.speaker = label_of(item, channel && *channel >= 0 && *channel < 1000
                                         ? channel_label(static_cast<std::size_t>(*channel), channels)
                                         : "");
        cue.text = std::string(string_member(item, "transcript"));
        if (const auto* words = array_member(item, "words"))
            for (const auto& word : words->GetArray()) cue.words.push_back(read_word(word));
        out.cues.push_back(std::move(cue));
    }
}

// Sentences have no words of their own: they follow one another in the alternative's list.
void read_paragraphs(const JsonValue& paragraphs, const JsonValue* words, const std::string& channel, CueList& out) {
    rapidjson::SizeType at = 0;
    for (const auto& paragraph : paragraphs.GetArray()) {
        const auto* sentences = array_member(paragraph, "sentences");
        if (sentences == nullptr) continue;
        for (const auto& sentence : sentences->GetArray()) {
            Cue cue;
            cue.start_ms = time_of(member(sentence, "start"));
            cue.end_ms = time_of(member(sentence, "end"));
            cue.speaker = label_of(paragraph, channel);
            cue.text = std::string(string_member(sentence, "text"));
            for (; words != nullptr && at < words->Size(); ++at) {
                CueWord word = read_word((*words)[at]);
                if (word.start_ms && cue.end_ms && *word.start_ms >= *cue.end_ms) break;
                cue.words.push_back(std::move(word));
            }
            out.cues.push_back(std::move(cue));
        }
    }
}

void read_words(const JsonValue& words, const std::string& channel, CueList& out) {
    out.words_only = true;
    for (const auto& item : words.GetArray()) {
        Cue cue;
        CueWord word = read_word(item);
        cue.start_ms = word.start_ms;
        cue.end_ms = word.end_ms;
        cue.speaker = label_of(item, channel);
        cue.text = word.text;
        cue.words.push_back(std::move(word));
        out.cues.push_back(std::move(cue));
    }
}

}  // namespace

MaybeCues read_deepgram(const JsonValue& root) {
    const auto* results = member(root, "results");
    if (results == nullptr) return {};
    const auto* channels = array_member(*results, "channels");
    if (channels == nullptr) return {};
    CueList out;
    out.format = "deepgram-json";
    if (const auto* utterances = array_member(*results, "utterances"); utterances != nullptr && !utterances->Empty()) {
        read_utterances(*utterances, channels->Size(), out);
        return out;
    }
    for (rapidjson::SizeType i = 0; i < channels->Size(); ++i) {
        const auto* alternatives = array_member((*channels)[i], "alternatives");
        if (alternatives == nullptr || alternatives->Empty()) continue;
        const JsonValue& best = (*alternatives)[0];
        const std::string channel = channel_label(i, channels->Size());
        const auto* words = array_member(best, "words");
        const auto* outer = member(best, "paragraphs");
        const auto* paragraphs = outer != nullptr ? array_member(*outer, "paragraphs") : nullptr;
        if (paragraphs != nullptr && !paragraphs->Empty())
            read_paragraphs(*paragraphs, words, channel, out);
        else if (words != nullptr)
            read_words(*words, channel, out);
    }
    return out;
}

}  // namespace earwitness::transcript
