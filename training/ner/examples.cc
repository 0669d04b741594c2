#include "analysis/entities/features.h"
#include "learn.h"

namespace earwitness::training {
namespace ner = analysis::entities;

void Examples::add(const Text& text, const ner::Lexicon& lexicon) {
    const ner::Reading reading(text.text, text.tokens, analysis::build_vocabulary(text.text, text.tokens),
                               text.sentences, lexicon);
    const auto space = static_cast<std::uint32_t>(reading.casing);
    static const ner::Word kOutside;
    for (const ner::TokenRange& sentence : reading.sentences) {
        const std::uint32_t end = sentence.first + sentence.count;
        bool open = false;
        for (std::uint32_t t = sentence.first; t < end; ++t) {
            if (!reading.candidate[t]) {
                lost += (text.allowed[t] & 1u) == 0;
                open = false;
                continue;
            }
            if (!open) runs.push_back({static_cast<std::uint32_t>(tokens.size()), 0, text.weight});
            Token token{static_cast<std::uint32_t>(features.size()), text.allowed[t], reading.word(t).form};
            if (!open)  // what goes on with a name whose beginning is no candidate begins it
                for (int type = 0; type < kEntityTypes; ++type)
                    if (token.allowed >> ner::inside_label(type) & 1u)
                        token.allowed |= static_cast<LabelSet>(1u << ner::begin_label(type));
            open = true;
            tokens.push_back(token);
            ++runs.back().count;
            for (int distance = -ner::kReach; distance <= ner::kReach; ++distance) {
                const std::int64_t at = static_cast<std::int64_t>(t) + distance;
                const ner::Word& word =
                    at < sentence.first || at >= end ? kOutside : reading.word(static_cast<std::size_t>(at));
                ner::word_features(word, distance, space, [&](std::uint64_t hash, bool lexical) {
                    features.push_back(static_cast<std::uint32_t>(hash >> (64 - bits_)) |
                                       (lexical && distance == 0 ? kLexical : 0));
                });
            }
            ner::place_features(reading, sentence, t, [&](std::uint64_t hash, bool lexical) {
                features.push_back(static_cast<std::uint32_t>(hash >> (64 - bits_)) | (lexical ? kLexical : 0));
            });
        }
    }
}

}  // namespace earwitness::training
