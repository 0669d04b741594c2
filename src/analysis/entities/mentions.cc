#include "analysis/entities/mentions.h"

#include "analysis/entities/boundaries.h"
#include "analysis/entities/list_votes.h"
#include "analysis/entities/listed_places.h"
#include "analysis/entities/repeats.h"
#include "analysis/entities/resolution.h"

namespace earwitness::analysis::entities {

std::vector<TypedSpan> find_mentions(const Document& document, const Reading& reading, const Tagger& tagger,
                                     const Knowledge& knowledge, Speller& speller) {
    std::vector<TypedSpan> spans;
    tagger.tag(reading, document.tokens, spans);
    apply_list_votes(reading, spans);
    join_listed_places(document.tokens, reading, spans);
    mend_boundaries(document.text(), document.tokens, reading, spans);
    speller.add_missed(document, reading, spans);
    add_repeats(document.tokens, reading, spans);
    drop_never_names(document.text(), knowledge, spans);
    return spans;
}

}  // namespace earwitness::analysis::entities
