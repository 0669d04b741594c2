// "00:01.000 --> 00:02.500 align:start": the timing line of WebVTT and SubRip. Internal to transcript/.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace earwitness::transcript {

struct CueTiming {
    std::int64_t start_ms = 0;
    std::int64_t end_ms = 0;
};

// kVtt: dots, two-digit minutes and seconds below 60 (and, beyond the specification, plain seconds as some
// exporters write them). kSrt: commas or dots, spaces inside, fields of any width, minus signs.
enum class TimingRules { kVtt, kSrt };

inline bool has_arrow(std::string_view line) { return line.find("-->") != std::string_view::npos; }

std::optional<CueTiming> parse_cue_timing(std::string_view line, TimingRules rules);

// A WebVTT time at text[at], also used inside cue text (<00:01.000>).
std::optional<std::int64_t> scan_vtt_time(std::string_view text, std::size_t& at);

}  // namespace earwitness::transcript
