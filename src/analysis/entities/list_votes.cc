#include "analysis/entities/list_votes.h"

#include <algorithm>
#include <array>

namespace earwitness::analysis::entities {
namespace {

struct Vote {
    std::uint32_t list;
    EntityType type;
    float factor;
};

// Chosen on the dev sets (docs/entities.md): beyond 8 nothing changes.
constexpr float kSure = 20, kGood = 8, kWeak = 2;

constexpr Vote kVotes[] = {
    {kCountry, EntityType::kPlace, kSure},       {kRegion, EntityType::kPlace, kWeak},  {kCity, EntityType::kPlace, kWeak},
    {kDemonym, EntityType::kGroup, kGood},       {kCompany, EntityType::kOrg, kWeak}, {kFirstName, EntityType::kPerson, kWeak},
    {kKnownPerson, EntityType::kPerson, kGood}, {kKnownPerson << 1, EntityType::kOrg, kGood}, {kKnownPerson << 2, EntityType::kProduct, kGood},
    {kKnownPerson << 3, EntityType::kPlace, kGood},  {kKnownPerson << 4, EntityType::kGroup, kGood}, {kKnownPerson << 5, EntityType::kEvent, kGood},
    {kKnownPerson << 6, EntityType::kWork, kGood},
};

// The lists that hold exactly this name.
std::uint32_t lists_of(const Reading& reading, const TypedSpan& span) {
    const std::uint32_t first = span.first_token, last = first + span.token_count - 1;
    if (span.token_count == 1) return reading.word(first).lists;
    const Phrase &begin = reading.phrases[first], &end = reading.phrases[last];
    if (begin.position != 1 || end.position != 3) return 0;
    for (std::uint32_t t = first + 1; t < last; ++t)
        if (reading.phrases[t].position != 2) return 0;
    return begin.lists;
}

}  // namespace

void apply_list_votes(const Reading& reading, std::vector<TypedSpan>& spans) {
    for (TypedSpan& span : spans) {
        const std::uint32_t lists = lists_of(reading, span);
        if (lists == 0) continue;
        std::array<float, kEntityTypes> factor;
        factor.fill(1);
        for (const Vote& vote : kVotes)
            if ((lists & vote.list) != 0) factor[static_cast<std::size_t>(vote.type)] *= vote.factor;
        float sum = 0;
        for (std::size_t t = 0; t < kEntityTypes; ++t) sum += span.probability[t] *= factor[t];
        for (float& value : span.probability) value /= sum;
        const auto best = std::max_element(span.probability.begin(), span.probability.end());
        span.type = static_cast<EntityType>(best - span.probability.begin());
        span.confidence = *best;
    }
}

}  // namespace earwitness::analysis::entities
