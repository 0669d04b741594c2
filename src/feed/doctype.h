// The internal subset of a document type: general entities with short plain values. Everything else in it (parameter
// entities, external ones, element and attribute declarations) is passed over.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "earwitness/result.h"

namespace earwitness::feed {

// Appends (name, undecoded value) pairs. kRefused where an entity is made of other entities: that is how a small
// document unpacks to gigabytes, and no feed needs it.
Status read_doctype(std::string_view inside, std::vector<std::pair<std::string_view, std::string_view>>& entities);

}  // namespace earwitness::feed
