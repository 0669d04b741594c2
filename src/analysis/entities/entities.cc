#include "analysis/entities/entities.h"

#include <algorithm>
#include <unordered_map>

#include "analysis/entities/contexts.h"
#include "analysis/entities/correction.h"
#include "analysis/entities/groups.h"
#include "analysis/entities/knowledge.h"
#include "analysis/entities/mentions.h"
#include "analysis/entities/names.h"
#include "analysis/entities/organisations.h"
#include "analysis/entities/resolution.h"
#include "analysis/entities/salience.h"
#include "analysis/entities/tagger.h"

extern "C" const char earwitness_ner_model_begin[], earwitness_ner_model_end[];

namespace earwitness::analysis::entities {

struct EntityModel::Parts {
    Tagger tagger;
    ContextTyper contexts;
    OrganisationVector organisations;
};

Result<EntityModel> EntityModel::load(std::string_view bytes) {
    Result<ModelFile> file = ModelFile::parse(bytes);
    if (!file) return file.error();
    Result<Tagger> tagger = Tagger::load(*file);
    if (!tagger) return tagger.error();
    const Result<ContextTyper> contexts = ContextTyper::load(*file);
    if (!contexts) return contexts.error();
    const Result<OrganisationVector> organisations = OrganisationJudge::load_weights(*file);
    if (!organisations) return organisations.error();
    EntityModel model;
    model.parts_ = std::make_shared<const Parts>(Parts{std::move(*tagger), *contexts, *organisations});
    return model;
}

std::string_view EntityModel::builtin_bytes() {
    return {earwitness_ner_model_begin,
            static_cast<std::size_t>(earwitness_ner_model_end - earwitness_ner_model_begin)};
}

namespace {

Entity entity_of(const Document& document, const NamedGroup& named, const std::vector<TypedSpan>& spans,
                 const SalienceReader& salience) {
    const Group& group = named.group;
    Entity entity;
    entity.category = named.category;
    entity.name = on_one_line(group.name);
    entity.type = group.type;
    for (const std::uint32_t number : group.mentions) {
        const TypedSpan& span = spans[number];
        entity.mentions.push_back({span.span, document.start_ms_at(span.span.begin),
                                   document.speaker_at(span.span.begin),
                                   span.probability[static_cast<std::size_t>(group.type)]});
        std::string alias = on_one_line(document.of(span.span));
        if (alias != entity.name &&
            std::find(entity.aliases.begin(), entity.aliases.end(), alias) == entity.aliases.end() &&
            entity.aliases.size() < 20)
            entity.aliases.push_back(std::move(alias));
    }
    entity.salience = salience_of(salience.features(entity));
    return entity;
}

void mark_sponsored(std::vector<Entity>& entities, const std::vector<SponsorRead>& sponsors) {
    for (Entity& entity : entities)
        entity.in_sponsor_only =
            std::all_of(entity.mentions.begin(), entity.mentions.end(), [&](const Mention& mention) {
                return std::any_of(sponsors.begin(), sponsors.end(),
                                   [&](const SponsorRead& read) { return read.span.overlaps(mention.span); });
            });
}

void give_ids(std::vector<Entity>& entities) {
    std::unordered_map<std::string, int> used;
    for (Entity& entity : entities) {
        const std::string slug = slug_of(entity.name);
        entity.id = slug;
        while (used[entity.id]++ > 0) entity.id = slug + "-" + std::to_string(++used[slug]);
    }
}

}  // namespace

std::vector<Entity> extract_entities(const Document& document, const EpisodeMeta& meta, const EntityModel& model,
                                     const std::vector<SponsorRead>& sponsors, const Knowledge& knowledge) {
    const EntityModel::Parts& parts = model.parts();
    Speller speller(meta, knowledge, parts.tagger);
    speller.add_speakers(document.transcript->speakers);
    const Reading reading = parts.tagger.read(document);
    const std::vector<TypedSpan> spans = find_mentions(document, reading, parts.tagger, knowledge, speller);
    const OrganisationJudge judge(parts.contexts, parts.organisations, reading, spans);
    const SalienceReader salience(document);
    std::vector<Entity> entities;
    for (const NamedGroup& named : resolve_groups(document.text(), group_mentions(document, spans, speller.people()),
                                                  spans, knowledge, speller, judge))
        entities.push_back(entity_of(document, named, spans, salience));
    mark_sponsored(entities, sponsors);
    std::stable_sort(entities.begin(), entities.end(), [](const Entity& a, const Entity& b) {
        return a.salience != b.salience ? a.salience > b.salience : a.mentions.front().span < b.mentions.front().span;
    });
    give_ids(entities);
    return entities;
}

}  // namespace earwitness::analysis::entities
