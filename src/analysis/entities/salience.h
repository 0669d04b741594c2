// How much an episode is about an entity: often named, all over it, and early (research measured on GUM: MAP .762).
#pragma once

#include <cstddef>
#include <vector>

#include "earwitness/span.h"

namespace earwitness::analysis::entities {

// 0..1 from the spans of its mentions (rising, not empty) in a text of `text_size` bytes. Comparable inside an episode.
double salience_of(const std::vector<Span>& mentions, std::size_t text_size);

}  // namespace earwitness::analysis::entities
