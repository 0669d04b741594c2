// The table behind cues.h: phrases by cue, words by class. Only cues.cc reads it.
#pragma once

#include <string_view>

#include "analysis/cues.h"

namespace earwitness::analysis {

// Phrases are parted by '|'. "<be>" stands for any word of that class, "*" for no, one or two words of any kind.
struct CuePhrases {
    Cue cue;
    std::string_view name;
    std::string_view phrases;
};
struct ClassWords {
    WordClass word_class;
    std::string_view name;
    std::string_view words;  // parted by spaces
};

extern const CuePhrases kCuePhrases[kCues];  // in the enum's order
extern const ClassWords kClassWords[];
extern const std::size_t kClassWordsCount;

}  // namespace earwitness::analysis
