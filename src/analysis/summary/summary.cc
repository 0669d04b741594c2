#include "analysis/summary/summary.h"

#include <algorithm>

#include "analysis/summary/features.h"
#include "analysis/summary/sections.h"
#include "analysis/summary/select.h"

namespace earwitness::analysis::summary {
namespace {

constexpr std::size_t kSummaryWords = 140;

}  // namespace

Summary summarise(const Document& document, const Terms& terms, const std::vector<Topic>& topics,
                  const std::vector<Insight>& insights, const std::vector<Entity>& entities,
                  const std::vector<SponsorRead>& sponsors) {
    Summary summary;
    const auto styles = styles_of(document, terms);
    const auto features = sentence_features(document, terms, topics, styles);
    const auto worth = worth_of(document, features, styles, sponsors);
    const std::size_t words = std::clamp<std::size_t>(document.tokens.size() / 4, 20, kSummaryWords);
    for (const std::size_t s : select(document, terms, worth, words))
        summary.sentences.push_back(document.sentences[s].span);
    if (!summary.sentences.empty()) summary.sections.push_back({"What it is about", summary.sentences});
    for (auto& section :
         find_sections({document, terms, features, styles, worth, insights, entities, sponsors}, summary.sentences))
        summary.sections.push_back(std::move(section));
    return summary;
}

}  // namespace earwitness::analysis::summary
