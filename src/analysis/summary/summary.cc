#include "analysis/summary/summary.h"

#include <algorithm>

#include "analysis/summary/features.h"
#include "analysis/summary/introductions.h"
#include "analysis/summary/sections.h"
#include "analysis/summary/select.h"

namespace earwitness::analysis::summary {
namespace {

constexpr std::size_t kSummaryWords = 140;

// Introductions that nothing follows tell nothing of the talk. Who is who has a section of its own, which may have
// them.
std::vector<double> without_bare(std::vector<double> worth, const std::vector<Introduction>& introductions) {
    for (const Introduction& introduction : introductions)
        if (introduction.behind.empty()) worth[introduction.sentence] = -1;
    return worth;
}

// The sentence, or what follows the introduction in it.
Span told(Span whole, std::size_t sentence, const std::vector<Introduction>& introductions) {
    const auto found = std::find_if(introductions.begin(), introductions.end(),
                                    [&](const Introduction& one) { return one.sentence == sentence; });
    return found == introductions.end() ? whole : found->behind;
}

}  // namespace

Summary summarise(const Document& document, const Terms& terms, const std::vector<Topic>& topics,
                  const std::vector<Insight>& insights, const std::vector<Entity>& entities,
                  const std::vector<SponsorRead>& sponsors) {
    Summary summary;
    const auto styles = styles_of(document, terms);
    const auto features = sentence_features(document, terms, topics, styles);
    const auto worth = worth_of(document, features, styles, sponsors);
    const std::size_t words = std::clamp<std::size_t>(document.tokens.size() / 4, 20, kSummaryWords);
    const auto introductions = find_introductions(document);
    for (const std::size_t s : select(document, terms, without_bare(worth, introductions), words))
        summary.sentences.push_back(told(document.sentences[s].span, s, introductions));
    if (!summary.sentences.empty()) summary.sections.push_back({"What it is about", summary.sentences});
    for (auto& section :
         find_sections({document, terms, features, styles, worth, insights, entities, sponsors}, summary.sentences))
        summary.sections.push_back(std::move(section));
    return summary;
}

}  // namespace earwitness::analysis::summary
