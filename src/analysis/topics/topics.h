// What an episode is about: phrases that are said often and evenly here and seldom in talk at large. Called by the
// engine behind sponsors and entities; its topics name chapters, tags and pages. Linear in the text, but for sorting.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/background.h"
#include "analysis/candidates.h"
#include "analysis/document.h"
#include "analysis/terms.h"
#include "earwitness/episode.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::topics {

// By falling prominence. Every label is said in the text, word for word; mentions are sorted and those of one topic
// never overlap.
std::vector<Topic> extract_topics(const Document& document, const Terms& terms, const Background& background,
                                  const std::vector<Candidate>& candidates);

// Lower-case slugs for sites and feeds, at most eight: the foremost topics, then the most salient names.
std::vector<std::string> choose_tags(const std::vector<Topic>& topics, const std::vector<Entity>& entities);

// "Lightning Network!" -> "lightning-network"; letters of any script stay, "" where there is no letter or digit.
std::string slug_of(std::string_view text);

}  // namespace earwitness::analysis::topics
