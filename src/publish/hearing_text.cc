#include "publish/hearing_text.h"

#include <algorithm>

#include "base/clock.h"

namespace earwitness::publish {
namespace {

constexpr std::size_t kMost = 8;  // stretches that are named; of more, the number is enough

void add_stretches(const Hearing& hearing, std::string_view kind, const std::string& what, std::string& out) {
    std::string list;
    std::size_t count = 0;
    for (const auto& warning : hearing.warnings) {
        if (warning.kind != kind || ++count > kMost) continue;
        list += (list.empty() ? "" : ", ") + base::format_position(warning.start_ms) + "\xE2\x80\x93" +
                base::format_position(warning.end_ms);
    }
    if (count == 0) return;
    out += " " + what + " at " + list;
    if (count > kMost) out += " and " + std::to_string(count - kMost) + " more";
    out += ".";
}

}  // namespace

std::string hearing_text(const Hearing& hearing) {
    if (hearing.times_only) {
        std::string lent = "The words are the publisher's, their times are by " + hearing.engine;
        if (!hearing.model.empty()) lent += " (" + hearing.model + ")";
        lent += ", which heard " + std::to_string(hearing.words > 0 ? hearing.words_matched * 100 / hearing.words : 0) +
                " % of them.";
        add_stretches(hearing, "gap", "Heard, but not in the transcript", lent);
        return lent;
    }
    std::string out = (hearing.draft ? "Draft: heard by " : "Heard by ") + hearing.engine;
    if (!hearing.model.empty()) out += " (" + hearing.model + ")";
    out += hearing.draft ? "; many words are wrong, and what is said below stands on them." : ".";
    if (hearing.speech_ms > 0)
        out += " Words for " +
               std::to_string(std::clamp<std::int64_t>(hearing.worded_ms * 100 / hearing.speech_ms, 0, 100)) +
               " % of " + base::format_position(hearing.speech_ms) + " of speech.";
    add_stretches(hearing, "gap", "Speech without words", out);
    add_stretches(hearing, "loop", "A repetition of the recogniser's left out", out);
    add_stretches(hearing, "silence", "Words where nobody speaks left out", out);
    return out;
}

std::string times_text(const Transcript& transcript) {
    constexpr std::uint32_t kLong = 300;  // bytes: some twenty seconds
    std::size_t timed = 0, timed_long = 0;
    for (const Segment& segment : transcript.segments) {
        if (!segment.start_ms) continue;
        timed += segment.span.size();
        if (segment.span.size() > kLong) timed_long += segment.span.size();
    }
    if (!transcript.words.empty() || timed_long * 2 <= timed) return {};
    return "Times are approximate: this transcript stamps paragraphs, not words, and what is said inside one comes "
           "after "
           "its stamp.";
}

std::string transcript_note(const Transcript& transcript) {
    std::string note = transcript.hearing ? hearing_text(*transcript.hearing) : std::string();
    const std::string times = times_text(transcript);
    if (!note.empty() && !times.empty()) note += " ";
    return note + times;
}

}  // namespace earwitness::publish
