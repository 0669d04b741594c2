// When a prediction falls due: "by 2030", "in five years", "by the end of next year". Used by insights.cc on sentences
// that predict; it does not judge whether they do.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/document.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::insights {

// The first due date that the sentence says, as ISO dates. `quantities` are the document's; what is said relative to
// the day of publication ("next year") is left out where that is not known, and so is what names no length ("some
// day").
std::optional<DueDate> find_due(const Document& document, const Sentence& sentence,
                                const std::vector<Quantity>& quantities, std::optional<std::int64_t> published_at);

}  // namespace earwitness::analysis::insights
