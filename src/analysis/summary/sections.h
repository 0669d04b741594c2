// What a summary says under headings of its own, behind the sentences that tell what the talk is about: claims, the
// business side, who is who, what may follow, what to do. Internal to summary/.
#pragma once

#include <vector>

#include "analysis/document.h"
#include "analysis/summary/features.h"
#include "analysis/terms.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::summary {

// What the sections are chosen from; all of the same document. `worth` is worth_of's.
struct Material {
    const Document& document;
    const Terms& terms;
    const std::vector<Features>& features;
    const std::vector<Style>& styles;
    const std::vector<double>& worth;
    const std::vector<Insight>& insights;
    const std::vector<Entity>& entities;
    const std::vector<SponsorRead>& sponsors;
};

// Sections that have something, each of at most four spans in text order. No span overlaps or says nearly the same as
// another or as one of `sentences`, the summary's; none greets, trails off or lies in a sponsor read.
std::vector<SummarySection> find_sections(const Material& material, const std::vector<Span>& sentences);

}  // namespace earwitness::analysis::summary
