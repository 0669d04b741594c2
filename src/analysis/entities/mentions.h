// The names of a document, mention by mention: every step between its words and the merging of mentions, in order.
// Called by extract_entities and by the trainers under training/ner.
#pragma once

#include <vector>

#include "analysis/document.h"
#include "analysis/entities/correction.h"
#include "analysis/entities/knowledge.h"
#include "analysis/entities/reading.h"
#include "analysis/entities/tagger.h"

namespace earwitness::analysis::entities {

// Sorted, never overlapping, of `reading`, which is that of `document`.
std::vector<TypedSpan> find_mentions(const Document& document, const Reading& reading, const Tagger& tagger,
                                     const Knowledge& knowledge, Speller& speller);

}  // namespace earwitness::analysis::entities
