// Whether a company's name is one. Judged by its words, by its place in the words around it, and by what a reader of
// names (the entity engine, outside of this room) sees there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/findings.h"
#include "earwitness/span.h"
#include "jekyll/value.h"

namespace earwitness::jekyll {

struct SeenName {
    Span span;
    EntityType type = EntityType::kOrg;
};
// The names in a text of many lines, one utterance a line: sorted, none overlapping.
using NameReader = std::function<std::vector<SeenName>(const std::string& text)>;

struct JudgedCompany {
    const Value* entry = nullptr;
    std::string_view name, context, category, confidence;
    bool from_model = false;
    std::string junk;                // why it is no name, "" where it may be one
    std::optional<EntityType> seen;  // what the reader takes it for
};
// The page's companies in their order; those that are no map with a name are left out. Views into `front`.
std::vector<JudgedCompany> judge_companies(const Value& front, const NameReader& reader);

}  // namespace earwitness::jekyll
