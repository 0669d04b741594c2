#include "analysis/entities/list_votes.h"

#include <algorithm>
#include <array>

#include "analysis/entities/cues.h"

namespace earwitness::analysis::entities {
namespace {

struct Vote {
    std::uint32_t list;
    EntityType type;
    float factor;
};

// Chosen on the dev sets (docs/entities.md): beyond 8 nothing changes.
constexpr float kOutright = 60, kSure = 20, kGood = 8, kWeak = 2;

constexpr Vote kVotes[] = {
    {kCountry, EntityType::kPlace, kSure},
    {kRegion, EntityType::kPlace, kWeak},
    {kCity, EntityType::kPlace, kWeak},
    {kDemonym, EntityType::kGroup, kGood},
    {kCompany, EntityType::kOrg, kWeak},
    {kFirstName, EntityType::kPerson, kWeak},
    {kKnownPerson, EntityType::kPerson, kGood},
    {kKnownPerson << 1, EntityType::kOrg, kGood},
    {kKnownPerson << 2, EntityType::kProduct, kGood},
    {kKnownPerson << 3, EntityType::kPlace, kGood},
    {kKnownPerson << 4, EntityType::kGroup, kGood},
    {kKnownPerson << 5, EntityType::kEvent, kGood},
    {kKnownPerson << 6, EntityType::kWork, kGood},
};

// What the text says outright that a name is ("X, an annual procession").
constexpr Vote kSaid[] = {
    {kOrgHead, EntityType::kOrg, kGood},         {kProductHead, EntityType::kProduct, kGood},
    {kWorkHead, EntityType::kWork, kGood},       {kPlaceHead, EntityType::kPlace, kGood},
    {kEventHead, EntityType::kEvent, kOutright}, {kPersonHead, EntityType::kPerson, kGood},
};

// What a name of several words is by its own first or last word ("Hurricane Ida", "Lake Como", "Okafor Institute").
constexpr Vote kFirstWord[] = {{kEventHead, EntityType::kEvent, kSure}};
constexpr Vote kLastWord[] = {
    {kOrgHead, EntityType::kOrg, kWeak},     {kProductHead, EntityType::kProduct, kWeak},
    {kWorkHead, EntityType::kWork, kWeak},   {kPlaceHead, EntityType::kPlace, kWeak},
    {kEventHead, EntityType::kEvent, kWeak},
};

using Factors = std::array<float, kEntityTypes>;

template <std::size_t kCount>
void multiply(const Vote (&votes)[kCount], std::uint32_t bits, Factors& factors) {
    for (const Vote& vote : votes)
        if ((bits & vote.list) != 0) factors[static_cast<std::size_t>(vote.type)] *= vote.factor;
}

// The lists that hold exactly this name.
std::uint32_t lists_of(const Reading& reading, const TypedSpan& span) {
    const std::uint32_t first = span.first_token, last = first + span.token_count - 1;
    if (span.token_count == 1) {
        // "House" and "Friends" are series too, but first of all words.
        const int capital_ratio = reading.word(first).usage >> 4;
        return capital_ratio >= 1 && capital_ratio <= 5 ? 0 : reading.word(first).lists;
    }
    const Phrase &begin = reading.phrases[first], &end = reading.phrases[last];
    if (begin.position != 1 || end.position != 3) return 0;
    for (std::uint32_t t = first + 1; t < last; ++t)
        if (reading.phrases[t].position != 2) return 0;
    return begin.lists;
}

}  // namespace

void apply_list_votes(const Reading& reading, std::vector<TypedSpan>& spans) {
    for (TypedSpan& span : spans) {
        const Word &first = reading.word(span.first_token),
                   &last = reading.word(span.first_token + span.token_count - 1);
        Factors factor;
        factor.fill(1);
        multiply(kVotes, lists_of(reading, span), factor);
        multiply(kSaid, reading.writing[last.lower_id].heads, factor);
        if (span.token_count > 1) {
            multiply(kFirstWord, first.cues, factor);
            multiply(kLastWord, last.cues, factor);
        }
        float sum = 0;
        for (std::size_t t = 0; t < kEntityTypes; ++t) sum += span.probability[t] *= factor[t];
        for (float& value : span.probability) value /= sum;
        const auto best = std::max_element(span.probability.begin(), span.probability.end());
        span.type = static_cast<EntityType>(best - span.probability.begin());
        span.confidence = *best;
    }
}

}  // namespace earwitness::analysis::entities
