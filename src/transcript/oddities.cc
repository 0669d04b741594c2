#include "transcript/oddities.h"

#include <string_view>

namespace earwitness::transcript {
namespace {

struct Meaning {
    std::string_view code;
    std::string_view what;
};

constexpr Meaning kMeanings[] = {
    {"bytes_mended", "stretches of bytes are not text in the file's encoding and were replaced"},
    {"cue_empty", "cues without words were dropped"},
    {"cue_end_absurd", "cues last impossibly long; their end was dropped"},
    {"cue_negative", "cues begin before the audio does; they were moved to its start"},
    {"cue_overlap", "cues reach into the next one; their end was cut there"},
    {"cue_reversed", "cues end before they begin; their end was moved"},
    {"cue_rolling", "cues repeat words that are still on the screen; the repetition was dropped"},
    {"cue_time_absurd", "cues have an impossible time; it was dropped"},
    {"cue_timing_unreadable", "cue timing lines cannot be read; their cues were dropped"},
    {"cue_unordered", "cues stand out of order; they were sorted by time"},
    {"encoding_guessed", "the file is not UTF-8 and declares no encoding; one was guessed"},
    {"field_unreadable", "fields have an unexpected type and were ignored"},
    {"header_repeated", "file headers stand inside the file and were skipped"},
    {"json_cut_short", "the JSON ends too early"},
    {"stamp_goes_back", "time stamps go back behind an earlier one and were ignored"},
    {"nested_tags", "markup is nested too deep and was flattened"},
};

}  // namespace

Diagnostics Oddities::take() const {
    Diagnostics out;
    for (const auto& [code, seen] : seen_) {
        std::string_view what = code;
        for (const auto& meaning : kMeanings)
            if (meaning.code == code) what = meaning.what;
        out.push_back({code, std::to_string(seen.count) + " times: " + std::string(what), seen.line});
    }
    return out;
}

}  // namespace earwitness::transcript
