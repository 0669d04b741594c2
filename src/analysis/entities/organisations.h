// Whether a name that was read as an organisation is one: decided over all its mentions in the episode, by the words
// around them, by what is known of the name and by its looks. Much that is written in capitals is a product ("on
// Twitter", "push it to Netlify") or a technical term ("the DOM"). The weights are learnt from organisations of other
// episodes, read one by one (training/ner/organisations.tsv).
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "analysis/entities/contexts.h"
#include "analysis/entities/groups.h"
#include "analysis/entities/knowledge.h"
#include "analysis/entities/model_file.h"
#include "analysis/entities/reading.h"
#include "analysis/entities/tagger.h"
#include "earwitness/result.h"

namespace earwitness::analysis::entities {

enum OrganisationFeature : std::size_t {
    kBias,
    kOrgShare,         // log of the tagger's share of ORG
    kProductShare,     // log of PRODUCT's share over that of ORG
    kProductContext,   // log odds of the words around, PRODUCT over ORG, mean of the mentions
    kTermContext,      // the same of technical terms
    kProductOften,     // kProductContext times the root of the mentions beyond the first
    kKnownOnlyOrg,     // knowledge has it as an organisation alone
    kKnownSeller,      // the same, of a kind that sells under its own name
    kKnownService,     // knowledge has it as a product, and as its company
    kKnownOrgProduct,  // knowledge has it as both
    kUnknownAcronym,
    kUnknownLong,  // several words
    kUnknownHead,  // the last word names a kind of organisation
    kOrganisationFeatures
};
using OrganisationVector = std::array<double, kOrganisationFeatures>;

// Companies of this kind are mostly called like what they sell, so each may be PRODUCT too.
bool sells_under_its_name(const KnownName& known);

// Programming languages, databases, tools of developers are named more than in passing. Names that nobody knows are
// judged in such talk alone: elsewhere capitals are mostly what they seem, and the weights have not seen it.
bool is_technical_talk(const std::vector<Group>& groups, const Knowledge& knowledge);

class OrganisationJudge {
  public:
    enum class Verdict { kOrganisation, kProduct, kNoName };

    // The weights of a model. kCorrupt where the section is missing or of another size.
    static Result<OrganisationVector> load_weights(const ModelFile& model);

    // All must outlive it.
    OrganisationJudge(const ContextTyper& contexts, const OrganisationVector& weights, const Reading& reading,
                      const std::vector<TypedSpan>& spans)
        : contexts_(contexts), weights_(weights), reading_(reading), spans_(spans) {}

    // `known` may be nullptr.
    Verdict judge(const Group& group, const KnownName* known) const;
    // The type of a person or place of one word that no list has and the tagger was unsure of: ORG or PRODUCT where the
    // words around speak clearly for that ("we built it on Kamal").
    EntityType type_of_stranger(const Group& group) const;
    // One word that begins small, that no one knows, and that the world writes without any capital as often:
    // "eCommerce".
    bool is_common_word(const Group& group) const;
    OrganisationVector features(const Group& group, const KnownName* known) const;

  private:
    const ContextTyper& contexts_;
    const OrganisationVector& weights_;
    const Reading& reading_;
    const std::vector<TypedSpan>& spans_;
};

}  // namespace earwitness::analysis::entities
