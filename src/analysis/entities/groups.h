// Mentions that mean the same: those of one key, a first or last name of one full name of the episode, an acronym of a
// name that is said in full. Called by extract_entities between tagging and typing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/document.h"
#include "analysis/entities/tagger.h"

namespace earwitness::analysis::entities {

struct Group {
    std::string name;                     // the surface that stands for all: the most frequent of the longest kind
    std::vector<std::uint32_t> mentions;  // into the spans, rising
    EntityType type = EntityType::kOrg;
    float confidence = 0;
};

// Groups in the order of their first mention; each span is in one group. `people` are full names of whom the feed says
// to take part: a first name that one of them has too is left alone. Near-linear time.
std::vector<Group> group_mentions(const Document& document, const std::vector<TypedSpan>& spans,
                                  const std::vector<std::string>& people = {});

}  // namespace earwitness::analysis::entities
