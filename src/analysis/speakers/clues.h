// What is said about who speaks: each place where somebody says her own name, is introduced or is spoken to. Internal
// to speakers/.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/document.h"

namespace earwitness::analysis::speakers {

// A person of the episode and where she is named, in text order.
struct NamedPerson {
    std::string name;
    bool is_full = false;  // first and last name
};
struct PersonMention {
    Span span;
    std::uint32_t person = 0;  // into the persons
};

// Speaks for (weight > 0) or against `speaker` being `person`.
struct Clue {
    int speaker = kNoSpeaker;
    std::uint32_t person = 0;
    double weight = 0;
    Span span;             // the words that say so
    const char* how = "";  // "says_own_name", "introduced", "addressed"
};

std::vector<Clue> find_clues(const Document& document, const std::vector<NamedPerson>& persons,
                             const std::vector<PersonMention>& mentions);

}  // namespace earwitness::analysis::speakers
