#include <cstdio>

#include "transcript/captions.h"
#include "transcript/markup_text.h"
#include "transcript/write.h"

namespace earwitness::transcript {
namespace {

void append_time(std::int64_t ms, char mark, std::string& out) {
    char buffer[48];
    std::snprintf(buffer, sizeof buffer, "%02lld:%02d:%02d%c%03d", static_cast<long long>(ms / 3'600'000),
                  static_cast<int>(ms / 60'000 % 60), static_cast<int>(ms / 1000 % 60), mark,
                  static_cast<int>(ms % 1000));
    out += buffer;
}

void append_timing(const Caption& caption, char mark, std::string& out) {
    append_time(caption.start_ms, mark, out);
    out += " --> ";
    append_time(caption.end_ms, mark, out);
    out += '\n';
}

std::string_view speaker_name(const Transcript& transcript, int speaker) {
    if (speaker < 0 || static_cast<std::size_t>(speaker) >= transcript.speakers.size()) return {};
    return transcript.speakers[static_cast<std::size_t>(speaker)].name;
}

// Escapes for cue text and for a voice's annotation alike.
void append_vtt_escaped(std::string_view text, std::string& out) {
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
}

// SubRip has no escapes, but every player knows the HTML ones: used only where the plain character would be
// taken for a tag, a reference or a timing line.
std::string srt_escaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at], after = at + 1 < text.size() ? text[at + 1] : ' ';
        if (c == '&') {
            std::string decoded;
            std::size_t end = at;
            append_reference(text, end, decoded);
            out += end == at + 1 ? "&" : "&amp;";
        } else if (c == '<' && (((after | 0x20) >= 'a' && (after | 0x20) <= 'z') || after == '/')) {
            out += "&lt;";
        } else if (c == '{' && (after == '\\' || after == '/')) {
            out += "&#123;";
        } else if (c == '>' && at >= 2 && text.substr(at - 2, 2) == "--") {
            out += "&gt;";
        } else {
            out += c;
        }
    }
    return out;
}

// Usually a label stands where somebody begins to speak. Where some captions have no speaker a label would seem to go
// on over them, and where only one person speaks a single label looks like a sentence with a colon: there each has one.
bool needs_label_each(const Captions& captions) {
    bool without = false, several = false;
    int one = kNoSpeaker;
    for (const auto& caption : captions.list) {
        without = without || caption.speaker == kNoSpeaker;
        several = several || (one != kNoSpeaker && caption.speaker != kNoSpeaker && caption.speaker != one);
        if (caption.speaker != kNoSpeaker) one = caption.speaker;
    }
    return without || !several;
}

}  // namespace

std::string write_vtt(const Transcript& transcript) {
    const Captions captions = cut_captions(transcript);
    std::string out = "WEBVTT\n";
    if (!transcript.language.empty()) out += "Language: " + transcript.language + "\n";
    if (captions.estimated) out += "\nNOTE The source has no times for some or all cues: those are estimated.\n";
    for (const auto& caption : captions.list) {
        out += '\n';
        append_timing(caption, '.', out);
        const std::string_view name = speaker_name(transcript, caption.speaker);
        if (!name.empty()) {
            out += "<v ";
            append_vtt_escaped(name, out);
            out += '>';
        }
        append_vtt_escaped(wrapped(caption.text), out);
        out += '\n';
    }
    return out;
}

std::string write_srt(const Transcript& transcript) {
    const Captions captions = cut_captions(transcript);
    const bool each = needs_label_each(captions);
    std::string out;
    std::size_t number = 0;
    int speaking = kNoSpeaker;
    for (const auto& caption : captions.list) {
        out += std::to_string(++number) + '\n';
        append_timing(caption, ',', out);
        std::string line = srt_escaped(caption.text);
        const std::string_view name = speaker_name(transcript, caption.speaker);
        if (!name.empty() && (each || caption.speaker != speaking)) line = srt_escaped(name) + ": " + line;
        speaking = caption.speaker;
        out += wrapped(line) + "\n\n";
    }
    return out;
}

}  // namespace earwitness::transcript
