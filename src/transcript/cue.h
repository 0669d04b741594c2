// What every reader of a structured format makes: cues as the source gives them, before mending. Internal to
// transcript/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace earwitness::transcript {

struct CueWord {
    std::string text;  // as the source spells it, white space and all
    std::optional<std::int64_t> start_ms;
    std::optional<std::int64_t> end_ms;
    float confidence = -1;
};

struct Cue {
    std::optional<std::int64_t> start_ms;
    std::optional<std::int64_t> end_ms;
    std::string speaker;  // label, "" where unknown
    std::string text;     // may hold line breaks
    std::vector<CueWord> words;
    std::size_t line = 0;  // 1-based line of the source, 0 where it has none
};

struct CueList {
    std::vector<Cue> cues;
    std::string format;
    std::string language;
    bool words_only = false;  // a cue a word: to be grouped to sentences
};

}  // namespace earwitness::transcript
