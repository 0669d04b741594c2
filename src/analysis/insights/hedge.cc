#include "analysis/insights/hedge.h"

#include <algorithm>

#include "analysis/insights/phrase_list.h"

namespace earwitness::analysis::insights {
namespace {

struct HedgePhrases {
    HedgeStrength strength;
    PhraseList phrases;
};

// Strong: the speaker does not know. Moderate: it may be so or not. Slight: the speaker's own view, or a high chance.
// clang-format off
const HedgePhrases (&hedges())[3] {
    static const HedgePhrases made[] = {
        {HedgeStrength::kStrong,
         PhraseList("i have no idea|i've no idea|no idea|who knows|nobody knows|no one knows|hard to say|hard to predict|hard to know|impossible to say|impossible to predict|"
         "difficult to predict|difficult to say|i don't know|i do not know|we don't know|don't really know|i'm not sure|i'm not really sure|i am not sure|not sure|"
         "i could be wrong|i might be wrong|i may be wrong|we'll see|we will see|remains to be seen|it's possible|it is possible|might possibly|could possibly|may or may not|"
         "i hope|hopefully|i wonder|wild guess|time will tell|can't predict|cannot predict")},
        {HedgeStrength::kModerate,
         PhraseList("maybe|perhaps|possibly|may|might|could|could be|i guess|my guess|i'd guess|i would guess|i suspect|i assume|i imagine|i would imagine|i'd imagine|presumably|"
         "potentially|conceivably|arguably|seems|seem|seemingly|it looks like|looks like|sounds like|feels like|i feel like|in theory|tends to|tend to|"
         "chances are|there's a chance|there is a chance|a chance|supposedly|i suppose")},
        {HedgeStrength::kSlight,
         PhraseList("i think|i don't think|i do think|i really think|we think|i believe|i don't believe|i do believe|we believe|in my opinion|in my view|in my mind|i expect|i would expect|"
         "i'd expect|i wouldn't expect|we expect|i predict|i bet|i'd bet|i would bet|my bet|i'd say|i would say|i reckon|i feel|i see|probably|likely|most likely|more than likely|"
         "very likely|more likely|unlikely|pretty sure|fairly sure|almost certainly|should|expected to|i tend to think|if i had to guess")},
    };
    return made;
}
// clang-format on

std::optional<Span> first_of(const SentenceWords& words, const PhraseList& phrases) {
    for (std::uint32_t at = words.begin(); at < words.end(); ++at) {
        std::uint32_t longest = 0;
        phrases.any_at(words, at, [&](std::string_view, std::uint32_t count) {
            longest = std::max(longest, count);
            return false;
        });
        // "In May" is a month.
        if (longest == 1 && words.raw(at) == "May" && at != words.begin()) continue;
        if (longest != 0) return words.span(at, at + longest);
    }
    return {};
}

}  // namespace

std::optional<Hedge> find_hedge(const SentenceWords& words) {
    for (const HedgePhrases& row : hedges())
        if (const auto span = first_of(words, row.phrases)) return Hedge{*span, row.strength};
    return {};
}

}  // namespace earwitness::analysis::insights
