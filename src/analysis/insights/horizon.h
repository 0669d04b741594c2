// When a prediction falls due: the words that say so ("by 2030", "within the next six months", "some day") and the
// dates that follow from them. Called by insights.cc for each prediction.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/document.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::insights {

struct Horizon {
    Span span;
    std::optional<DueDate> due;  // none where the words name no date, or none without the day of publication
};

// The most definite horizon of the sentence, the first where several are. `quantities` are the document's; relative
// times count from `published_at` (seconds since 1970).
std::optional<Horizon> find_horizon(const Document& document, const Sentence& sentence,
                                    const std::vector<Quantity>& quantities, std::optional<std::int64_t> published_at);

}  // namespace earwitness::analysis::insights
