// Words that betray the type of the name beside them: "Dr." before a person, "in" before a place, "podcast" behind a
// work. Closed lists of common English words; what they mean for a type is learnt, not said here.
#pragma once

#include <cstdint>

namespace earwitness::analysis::entities {

// What a neighbour of a name can be. A word has bits for standing before and for standing behind a name.
enum CueBit : std::uint32_t {
    kArticle = 1 << 0,
    kIndefinite = 1 << 1,
    kIn = 1 << 2,
    kAt = 1 << 3,
    kBy = 1 << 4,
    kTitle = 1 << 5,
    kUse = 1 << 6,
    kRole = 1 << 7,
    kPossessive = 1 << 8,
    kSpeech = 1 << 9,
    kCopula = 1 << 10,
    kOrgHead = 1 << 11,
    kProductHead = 1 << 12,
    kWorkHead = 1 << 13,
    kPlaceHead = 1 << 14,
    kPeopleHead = 1 << 15,
    kEventHead = 1 << 16,
    kWatch = 1 << 17,
    kCall = 1 << 18,
    kPersonHead = 1 << 19,
    kNaming = 1 << 20,
};

// The bits of a word by its lower-case hash (lexicon.h's word_hash); 0 for most.
std::uint32_t cues_of(std::uint64_t lower_hash);

}  // namespace earwitness::analysis::entities
