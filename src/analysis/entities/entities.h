// The names of an episode: found, typed, and merged so that "Altman", "Sam Altman" and "Altman's" are one entity with
// three mentions, and misheard names are spelt as title, notes and people write them. Called once per episode by the
// engine. Knows other episodes only by what `meta` and the knowledge say.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "analysis/document.h"
#include "analysis/entities/knowledge.h"
#include "earwitness/episode.h"
#include "earwitness/findings.h"
#include "earwitness/result.h"

namespace earwitness::analysis::entities {

// The trained weights, immutable, shared by any number of threads; cheap to copy.
class EntityModel {
  public:
    // `bytes` must outlive the model. kRefused for a file that is not a model or of another format version, kCorrupt
    // for one that was truncated or altered; the message says which.
    static Result<EntityModel> load(std::string_view bytes);
    // models/ner.bin as it was when the program was built.
    static std::string_view builtin_bytes();

    struct Parts;
    const Parts& parts() const { return *parts_; }

  private:
    std::shared_ptr<const Parts> parts_;
};

// Entities by falling salience; ids are unique slugs; mentions sorted and never overlapping over all entities,
// with start_ms and speaker from the document. `sponsors` are the advertisements of the episode: an entity all of
// whose mentions lie inside one is marked in_sponsor_only. Linear in the text, but for sorting.
std::vector<Entity> extract_entities(const Document& document, const EpisodeMeta& meta, const EntityModel& model,
                                     const std::vector<SponsorRead>& sponsors,
                                     const Knowledge& knowledge = Knowledge::builtin());

}  // namespace earwitness::analysis::entities
