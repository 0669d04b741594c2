#include "analysis/entities/organisations.h"

#include <algorithm>
#include <cmath>

#include "analysis/entities/cues.h"

namespace earwitness::analysis::entities {
namespace {

// "QPU", "MLs", "H.264": two to six capitals, digits and dots, and perhaps a plural.
bool is_acronym(std::string_view name) {
    if (name.ends_with("s")) name.remove_suffix(1);
    return name.size() >= 2 && name.size() <= 6 && name[0] >= 'A' && name[0] <= 'Z' &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '&'; });
}

}  // namespace

bool sells_under_its_name(const KnownName& known) {
    static constexpr std::string_view kCategories[] = {"software", "AI application", "AI infrastructure"};
    return known.type == EntityType::kOrg &&
           std::find(std::begin(kCategories), std::end(kCategories), known.category) != std::end(kCategories);
}

bool is_technical_talk(const std::vector<Group>& groups, const Knowledge& knowledge) {
    static constexpr std::string_view kCategories[] = {
        "language", "database", "developer tool", "infrastructure", "operating system", "protocol", "AI model"};
    const auto technical = std::count_if(groups.begin(), groups.end(), [&](const Group& group) {
        const KnownName* known = knowledge.find(group.name);
        return known != nullptr && known->type == EntityType::kProduct &&
               std::find(std::begin(kCategories), std::end(kCategories), known->category) != std::end(kCategories);
    });
    return technical >= 2 && static_cast<std::size_t>(technical) * 20 >= groups.size();
}

Result<OrganisationVector> OrganisationJudge::load_weights(const ModelFile& model) {
    const Result<std::string_view> section = model.section("orgs");
    if (!section) return section.error();
    OrganisationVector weights{};
    if (section->size() != weights.size() * 4)
        return make_error(ErrorCode::kCorrupt, "name model: weights of organisations of " +
                                                   std::to_string(section->size()) + " bytes, not " +
                                                   std::to_string(weights.size() * 4));
    for (std::size_t i = 0; i < weights.size(); ++i) {
        std::uint32_t millionths = 0;
        for (std::size_t byte = 0; byte < 4; ++byte)
            millionths |= static_cast<std::uint32_t>(static_cast<unsigned char>((*section)[i * 4 + byte]))
                          << (8 * byte);
        weights[i] = static_cast<std::int32_t>(millionths) / 1e6;
    }
    return weights;
}

OrganisationVector OrganisationJudge::features(const Group& group, const KnownName* known) const {
    OrganisationVector out{};
    const double mentions = static_cast<double>(group.mentions.size());
    double org = 0, product = 0;
    for (const std::uint32_t number : group.mentions) {
        const TypedSpan& span = spans_[number];
        const Evidence evidence = contexts_.evidence(reading_, span);
        const auto odds = [&](std::size_t kind) {
            return static_cast<double>(evidence[kind] - evidence[static_cast<std::size_t>(EntityType::kOrg)]) /
                   mentions;
        };
        out[kProductContext] += odds(static_cast<std::size_t>(EntityType::kProduct));
        out[kTermContext] += odds(kTermClass);
        org += static_cast<double>(span.probability[static_cast<std::size_t>(EntityType::kOrg)]) / mentions;
        product += static_cast<double>(span.probability[static_cast<std::size_t>(EntityType::kProduct)]) / mentions;
    }
    out[kBias] = 1;
    out[kOrgShare] = std::log(org + 0.01);
    out[kProductShare] = std::log((product + 0.01) / (org + 0.01));
    out[kProductOften] = out[kProductContext] * std::min(3.0, std::sqrt(mentions) - 1);
    const TypedSpan& first = spans_[group.mentions.front()];
    if (known == nullptr || known->types == 0) {
        out[kUnknownAcronym] = is_acronym(group.name);
        out[kUnknownLong] = first.token_count > 1;
        out[kUnknownHead] = (reading_.word(first.first_token + first.token_count - 1).cues & kOrgHead) != 0;
    } else if ((known->types & (known->types - 1)) == 0 && known->type == EntityType::kOrg) {
        out[sells_under_its_name(*known) ? kKnownSeller : kKnownOnlyOrg] = 1;
    } else if (known->may_be(EntityType::kOrg) && known->may_be(EntityType::kProduct)) {
        out[known->type == EntityType::kProduct ? kKnownService : kKnownOrgProduct] = 1;
    }
    return out;
}

EntityType OrganisationJudge::type_of_stranger(const Group& group) const {
    constexpr float kClearly = 2, kSure = 0.8f;
    constexpr std::uint32_t kTelling = kFirstName | kCountry | kRegion | kKnownPerson | kKnownPerson << 3;
    const TypedSpan& first = spans_[group.mentions.front()];
    if (reading_.casing == Casing::kUncased || first.token_count != 1 || group.confidence >= kSure ||
        (reading_.word(first.first_token).lists & kTelling) != 0)
        return group.type;
    Evidence sum{};
    for (const std::uint32_t number : group.mentions) {
        const Evidence evidence = contexts_.evidence(reading_, spans_[number]);
        for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += evidence[c];
    }
    const auto of = [&](EntityType type) { return sum[static_cast<std::size_t>(type)]; };
    const EntityType best = of(EntityType::kOrg) > of(EntityType::kProduct) ? EntityType::kOrg : EntityType::kProduct;
    return of(best) - of(group.type) >= kClearly * static_cast<float>(group.mentions.size()) ? best : group.type;
}

bool OrganisationJudge::is_common_word(const Group& group) const {
    constexpr int kHalf = 8;  // of the 15 classes of how often a word has capitals; 0 is not known
    const TypedSpan& first = spans_[group.mentions.front()];
    if (first.token_count != 1 || group.name[0] < 'a' || group.name[0] > 'z' ||
        reading_.word(first.first_token).form != Form::kMixed)
        return false;
    const int capitals = reading_.word(first.first_token).usage >> 4;
    return capitals >= 1 && capitals <= kHalf;
}

OrganisationJudge::Verdict OrganisationJudge::judge(const Group& group, const KnownName* known) const {
    // Log odds. A known company that sells under its name is taken for that when in doubt: the lesser error.
    constexpr double kUnknownName = 0, kKnownName = 0.4, kTerm = -0.85, kTermOverProduct = -1.2;
    if (reading_.casing == Casing::kUncased) return Verdict::kOrganisation;  // learnt from text with capitals
    const OrganisationVector values = features(group, known);
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += values[i] * weights_[i];
    sum = std::round(sum * 1e6) / 1e6;  // the last bits of log and sqrt differ between C libraries
    const bool is_known = known != nullptr && known->types != 0;
    if (sum >= (is_known ? kKnownName : kUnknownName)) return Verdict::kOrganisation;
    if (is_known) {
        const bool may = known->may_be(EntityType::kProduct) || sells_under_its_name(*known);
        return may ? Verdict::kProduct : Verdict::kOrganisation;
    }
    const double term = values[kTermContext] - values[kProductContext];
    if (values[kUnknownLong] == 0 && sum < kTerm && term > (values[kUnknownAcronym] != 0 ? kTermOverProduct : 0))
        return Verdict::kNoName;
    return Verdict::kProduct;
}

}  // namespace earwitness::analysis::entities
