#include "analysis/quotes/reasons.h"

#include <algorithm>

namespace earwitness::analysis::quotes {
namespace {

constexpr std::string_view kNames[] = {
    "figure",    "contrast",      "comparison",          "absolute",  "superlative", "cause",
    "condition", "general_claim", "first_person_stance", "key_point", "prediction",  "recommendation",
    "problem",   "trend",         "opportunity",         "statistic", "definition"};
constexpr Reasons kFirstInsight = 10;

constexpr std::pair<Cue, int> kByCue[] = {{Cue::kContrast, 1},    {Cue::kComparative, 2}, {Cue::kAbsolute, 3},
                                          {Cue::kSuperlative, 4}, {Cue::kCause, 5},       {Cue::kCondition, 6},
                                          {Cue::kGeneric, 7},     {Cue::kStance, 8},      {Cue::kInsight, 9}};

}  // namespace

Reasons reasons_of(const SentenceCues& cues, bool has_quantity) {
    Reasons out = has_quantity ? 1 : 0;
    for (const auto& [cue, bit] : kByCue)
        if (cues.has(cue)) out |= Reasons{1} << bit;
    return out;
}

Reasons reasons_of(Span span, const std::vector<Insight>& insights) {
    Reasons out = 0;
    auto at = std::lower_bound(insights.begin(), insights.end(), span.begin,
                               [](const Insight& i, std::uint32_t begin) { return i.span.begin < begin; });
    for (; at != insights.end() && at->span.begin < span.end; ++at)
        out |= Reasons{1} << (kFirstInsight + static_cast<Reasons>(at->type));
    return out;
}

std::vector<std::string> reason_names(Reasons reasons) {
    std::vector<std::string> out;
    for (std::size_t bit = 0; bit < std::size(kNames); ++bit)
        if (reasons & (Reasons{1} << bit)) out.emplace_back(kNames[bit]);
    return out;
}

}  // namespace earwitness::analysis::quotes
