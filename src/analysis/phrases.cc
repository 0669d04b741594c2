#include "analysis/phrases.h"

namespace earwitness::analysis {
namespace {

// Calls `use` with each part of `list` between separators.
template <typename Use>
void for_each_part(std::string_view list, char separator, Use use) {
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t end = std::min(list.find(separator, at), list.size());
        if (end > at) use(list.substr(at, end - at));
        at = end + 1;
    }
}

}  // namespace

PhraseSet::PhraseSet(const std::vector<LabelledPhrases>& lists) : nodes_(1) {
    Stemmer stemmer;
    for (const LabelledPhrases& list : lists)
        for_each_part(list.phrases, '|', [&](std::string_view phrase) {
            std::uint32_t node = 0;
            for_each_part(phrase, ' ', [&](std::string_view word) {
                const bool content = text::word_class(word) == text::WordClass::kContent;
                const auto id = words_
                                    .try_emplace(std::string(content ? stemmer.stem(word) : word),
                                                 static_cast<std::uint32_t>(words_.size() + 1))
                                    .first->second;
                const auto [place, added] =
                    steps_.try_emplace(std::uint64_t{node} << 32 | id, static_cast<std::uint32_t>(nodes_.size()));
                if (added) nodes_.emplace_back();
                node = place->second;
            });
            nodes_[node].label = list.label;
        });
}

std::uint32_t PhraseSet::step(std::uint32_t node, std::uint32_t word) const {
    if (word == 0) return 0;
    const auto found = steps_.find(std::uint64_t{node} << 32 | word);
    return found == steps_.end() ? 0 : found->second;
}

std::vector<PhraseSet::Hit> PhraseSet::find(const Terms& terms) const {
    std::vector<std::uint32_t> word_of_term(terms.terms.size());
    std::vector<char> starts(terms.terms.size());
    for (std::size_t i = 0; i < terms.terms.size(); ++i) {
        const auto found = words_.find(terms.terms[i].key);
        word_of_term[i] = found == words_.end() ? 0 : found->second;
        starts[i] = step(0, word_of_term[i]) != 0;
    }
    std::vector<Hit> hits;
    for (std::uint32_t i = 0; i < terms.of_token.size(); ++i) {
        if (terms.of_token[i] == kNoTerm || !starts[terms.of_token[i]]) continue;
        std::uint32_t node = 0;
        Hit best;
        for (std::uint32_t at = i; at < terms.of_token.size() && terms.of_token[at] != kNoTerm; ++at) {
            node = step(node, word_of_term[terms.of_token[at]]);
            if (node == 0) break;
            if (nodes_[node].label >= 0) best = {i, at - i + 1, nodes_[node].label};
        }
        if (best.count > 0) hits.push_back(best);
    }
    return hits;
}

}  // namespace earwitness::analysis
