// Who hides behind "SPEAKER_00": names for labels that name nobody, from what is said in the episode: "I'm Ada Vale",
// "our guest today is ...", "thanks for having me, Ada". A label gets a name only where the evidence is clear of every
// other reading; unknown stays unknown. Labels that are names are left alone. Called by pipeline/.
#pragma once

#include <string_view>
#include <vector>

#include "analysis/document.h"
#include "earwitness/episode.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::speakers {

// "SPEAKER_00", "Speaker 1", "spk_0", "Guest", "B": a diariser's label or a role, not somebody's name.
bool is_anonymous(std::string_view label);

// One for each speaker who could be named, in the order of the speakers. `entities` are the document's own; the people
// of `meta` say how who is called by a first name is called in full. Near-linear time.
std::vector<Naming> name_speakers(const Document& document, const EpisodeMeta& meta,
                                  const std::vector<Entity>& entities);

}  // namespace earwitness::analysis::speakers
