#include "analysis/summary/summary.h"

#include <algorithm>

#include "analysis/summary/features.h"
#include "analysis/summary/select.h"

namespace earwitness::analysis::summary {
namespace {

constexpr std::size_t kSummaryWords = 140, kSectionItems = 4;

bool is_claim(InsightType type) {
    return type == InsightType::kPrediction || type == InsightType::kTrend || type == InsightType::kStatistic ||
           type == InsightType::kProblem || type == InsightType::kOpportunity;
}

// The surest insights of a kind, in text order, no sentence twice.
template <typename Wanted>
std::vector<Span> surest(const std::vector<Insight>& insights, Wanted wanted) {
    std::vector<const Insight*> order;
    for (const Insight& insight : insights)
        if (wanted(insight)) order.push_back(&insight);
    std::stable_sort(order.begin(), order.end(),
                     [](const Insight* l, const Insight* r) { return l->confidence > r->confidence; });
    std::vector<Span> spans;
    for (const Insight* insight : order) {
        if (spans.size() == kSectionItems) break;
        if (std::find(spans.begin(), spans.end(), insight->span) == spans.end()) spans.push_back(insight->span);
    }
    std::sort(spans.begin(), spans.end());
    return spans;
}

}  // namespace

Summary summarise(const Document& document, const Terms& terms, const std::vector<Topic>& topics,
                  const std::vector<Insight>& insights, const std::vector<SponsorRead>& sponsors) {
    Summary summary;
    const auto styles = styles_of(document, terms);
    const auto features = sentence_features(document, terms, topics, styles);
    const auto worth = worth_of(document, features, styles, sponsors);
    const std::size_t words = std::clamp<std::size_t>(document.tokens.size() / 4, 20, kSummaryWords);
    for (const std::size_t s : select(document, terms, worth, words))
        summary.sentences.push_back(document.sentences[s].span);
    const auto add = [&](const char* heading, std::vector<Span> spans) {
        if (!spans.empty()) summary.sections.push_back({heading, std::move(spans)});
    };
    add("What it is about", summary.sentences);
    add("What was claimed", surest(insights, [](const Insight& i) { return is_claim(i.type); }));
    add("What to do", surest(insights, [](const Insight& i) { return i.type == InsightType::kRecommendation; }));
    return summary;
}

}  // namespace earwitness::analysis::summary
