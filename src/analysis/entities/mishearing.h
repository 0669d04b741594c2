// Whether words that were heard may be a name that is known by its spelling: the evidence for it as numbers, and what a
// logistic regression over recognisers' errors (training/mishearing.sh) makes of them. Called by Speller. Pure
// functions.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "analysis/entities/lexicon.h"
#include "analysis/entities/sound.h"

namespace earwitness::analysis::entities {

// A name or what was heard, as a whole and word by word.
struct Sounds {
    Sound whole;
    std::vector<Sound> words;
    bool is_acronym = false;  // one word of capitals, or with an ampersand
};
Sounds sounds_of(std::string_view name);

// What the tagger took the words for, and how they are written.
struct Heard {
    Sounds sounds;
    bool is_tagged = false;
    bool is_person = false;   // where tagged
    bool has_capital = true;  // each word of it; true in text without any
};

struct Spelt {
    Sounds sounds;
    bool is_person = false;
};

inline constexpr std::size_t kMishearingFeatures = 29;
using MishearingEvidence = std::array<float, kMishearingFeatures>;
extern const MishearingEvidence kMishearingWeights;

// False where words were only added or lost ("from Adam Samuelson"), for other digits ("757s" are not the 737s), for
// acronyms ("Q&A" is not "SG&A"), and for another first name before the same last name ("Ryan Singer" is not Yaron
// Singer, though Mark Andreessen may be Marc).
bool may_be_misheard(const Heard& heard, const Spelt& spelt, const Lexicon& lexicon);

MishearingEvidence mishearing_evidence(const Heard& heard, const Spelt& spelt, const Lexicon& lexicon);

// 0..1, that the words heard are this name.
double mishearing_probability(const MishearingEvidence& evidence);

}  // namespace earwitness::analysis::entities
