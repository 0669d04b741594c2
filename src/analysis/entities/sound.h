// How alike two names are to the ear and to the eye: a rough phonetic code of English spelling, and a weighted edit
// distance over it. For deciding whether a recogniser's "Lenard Heim" is the notes' "Lennart Heim". Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace earwitness::analysis::entities {

struct Sound {
    std::string letters;     // lower case a-z and digits, accents taken off
    std::string code;        // one letter a sound; vowels kept
    std::uint64_t mask = 0;  // which sounds occur, for a quick no

    static constexpr std::size_t kMaxLetters = 48;  // what is longer is cut: names are short
};

Sound sound_of(std::string_view name);

// 0..1: weighted edit distance of the codes.
double sound_likeness(const Sound& a, const Sound& b);

// 0..1: 0.35 spelling + 0.65 sound. 1 only for equal letters.
double likeness(const Sound& a, const Sound& b);

// False where likeness() cannot reach 0.5; a few machine instructions.
bool may_be_alike(const Sound& a, const Sound& b);

// Restricted Damerau-Levenshtein distance as a share of the longer: 1 for equal.
double letter_likeness(std::string_view a, std::string_view b);

}  // namespace earwitness::analysis::entities
