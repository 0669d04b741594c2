// Names to entities, second step: what groups of mentions are called once knowledge and spelling have spoken, which of
// them thereby are one, of which type and category. Called by extract_entities behind group_mentions.
#pragma once

#include <string>
#include <vector>

#include "analysis/entities/correction.h"
#include "analysis/entities/groups.h"
#include "analysis/entities/knowledge.h"
#include "analysis/entities/organisations.h"

namespace earwitness::analysis::entities {

struct NamedGroup {
    Group group;
    std::string category;
};

// Drops what the knowledge says is never a name. Keeps the order.
void drop_never_names(std::string_view text, const Knowledge& knowledge, std::vector<TypedSpan>& spans);

// In the order of the first mention; each span of `groups` in one of them.
std::vector<NamedGroup> resolve_groups(std::string_view text, std::vector<Group> groups,
                                       const std::vector<TypedSpan>& spans, const Knowledge& knowledge,
                                       const Speller& speller, const OrganisationJudge& judge);

}  // namespace earwitness::analysis::entities
