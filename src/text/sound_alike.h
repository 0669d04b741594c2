// Whether two writings could be one sound: what a recogniser confuses ("Cooper Netties", "Kubernetes"). Rough on
// purpose and for English; used to tell a mishearing from another word.
#pragma once

#include <string>
#include <string_view>

namespace earwitness::text {

// The consonants by how they sound, voiced and unvoiced as one; "" where there is none. `folded`: lower case.
std::string sound_key(std::string_view folded);

// Both folded, without gaps; homophones are alike.
bool sound_alike(std::string_view a, std::string_view b);

// Two words that are said alike ("write", "right"), by a list of common ones. Both folded.
bool are_homophones(std::string_view a, std::string_view b);

// The number of single-byte edits between them.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace earwitness::text
