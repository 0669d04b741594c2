// The names of the public vocabulary's enums (include/earwitness), in one place.
#include <array>

#include "earwitness/findings.h"
#include "earwitness/result.h"

namespace earwitness {
namespace {

constexpr std::array<std::string_view, kEntityTypes> kEntityNames = {"PERSON", "ORG",   "PRODUCT", "PLACE",
                                                                     "GROUP",  "EVENT", "WORK"};
constexpr std::array<std::string_view, kInsightTypes> kInsightNames = {
    "prediction", "recommendation", "problem", "trend", "opportunity", "statistic", "definition"};
constexpr std::array<std::string_view, kHedgeStrengths> kHedgeNames = {"slight", "moderate", "strong"};

template <typename Enum, std::size_t N>
std::optional<Enum> find_name(const std::array<std::string_view, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i)
        if (names[i] == name) return static_cast<Enum>(i);
    return {};
}

}  // namespace

std::string_view error_code_name(ErrorCode code) {
    switch (code) {
        case ErrorCode::kInvalidArgument:
            return "invalid_argument";
        case ErrorCode::kNotFound:
            return "not_found";
        case ErrorCode::kMalformed:
            return "malformed";
        case ErrorCode::kTooLarge:
            return "too_large";
        case ErrorCode::kRefused:
            return "refused";
        case ErrorCode::kNetwork:
            return "network";
        case ErrorCode::kUnavailable:
            return "unavailable";
        case ErrorCode::kGone:
            return "gone";
        case ErrorCode::kIo:
            return "io";
        case ErrorCode::kCorrupt:
            return "corrupt";
        case ErrorCode::kUnsupported:
            return "unsupported";
        case ErrorCode::kCancelled:
            return "cancelled";
    }
    return "unknown";
}

std::string_view entity_type_name(EntityType type) { return kEntityNames[static_cast<std::size_t>(type)]; }
std::optional<EntityType> entity_type_from(std::string_view name) { return find_name<EntityType>(kEntityNames, name); }
std::string_view insight_type_name(InsightType type) { return kInsightNames[static_cast<std::size_t>(type)]; }
std::optional<InsightType> insight_type_from(std::string_view name) {
    return find_name<InsightType>(kInsightNames, name);
}
std::string_view hedge_strength_name(HedgeStrength strength) { return kHedgeNames[static_cast<std::size_t>(strength)]; }
std::optional<HedgeStrength> hedge_strength_from(std::string_view name) {
    return find_name<HedgeStrength>(kHedgeNames, name);
}

std::string_view speaker_name(const Analysis& analysis, int speaker) {
    for (const Naming& naming : analysis.namings)
        if (naming.speaker == speaker && speaker != kNoSpeaker) return naming.name;
    const auto& speakers = analysis.transcript.speakers;
    return speaker >= 0 && static_cast<std::size_t>(speaker) < speakers.size()
               ? std::string_view(speakers[static_cast<std::size_t>(speaker)].name)
               : std::string_view();
}

}  // namespace earwitness
