#include "analysis/phrases.h"

#include <bit>
#include <map>
#include <string>

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
    std::map<std::string, std::uint32_t, std::less<>> words;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> steps;  // node, word -> node
    for (const LabelledPhrases& list : lists)
        for_each_part(list.phrases, '|', [&](std::string_view phrase) {
            std::uint32_t node = 0;
            for_each_part(phrase, ' ', [&](std::string_view word) {
                const bool content = text::word_class(word) == text::WordClass::kContent;
                const auto id = words
                                    .try_emplace(std::string(content ? stemmer.stem(word) : word),
                                                 static_cast<std::uint32_t>(words.size() + 1))
                                    .first->second;
                const auto [place, added] = steps.try_emplace({node, id}, static_cast<std::uint32_t>(nodes_.size()));
                if (added) nodes_.emplace_back();
                node = place->second;
            });
            nodes_[node].label = list.label;
        });
    roots_.resize(words.size() + 1);
    for (const auto& [from, node] : steps) {
        if (from.first == 0) roots_[from.second] = node;
        if (nodes_[from.first].edges++ == 0) nodes_[from.first].first_edge = static_cast<std::uint32_t>(edges_.size());
        edges_.push_back({from.second, node});
    }
    slots_.resize(std::bit_ceil(words.size() * 4));
    for (const auto& [word, id] : words) {
        const std::uint64_t hash = Background::hash_of(word);
        std::size_t at = hash & (slots_.size() - 1);
        while (slots_[at].word != 0) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = {hash, id};
    }
}

std::uint32_t PhraseSet::word_of(std::uint64_t hash) const {
    for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1))
        if (slots_[at].word == 0 || slots_[at].hash == hash) return slots_[at].word;
}

std::uint32_t PhraseSet::step(std::uint32_t number, std::uint32_t word) const {
    const Node& node = nodes_[number];
    const Edge *edge = edges_.data() + node.first_edge, *end = edge + node.edges;
    while (edge != end && edge->word < word) ++edge;
    return edge != end && edge->word == word ? edge->node : 0;
}

std::vector<PhraseSet::Hit> PhraseSet::find(const Terms& terms) const {
    std::vector<std::uint32_t> word_of_term(terms.terms.size());
    for (std::size_t i = 0; i < terms.terms.size(); ++i) word_of_term[i] = word_of(terms.terms[i].hash);
    std::vector<Hit> hits;
    const auto word_at = [&](std::uint32_t token) {
        return token < terms.of_token.size() && terms.of_token[token] != kNoTerm ? word_of_term[terms.of_token[token]]
                                                                                 : 0;
    };
    for (std::uint32_t i = 0; i < terms.of_token.size(); ++i) {
        std::uint32_t node = roots_[word_at(i)];
        Hit best;
        for (std::uint32_t at = i; node != 0; node = step(node, word_at(++at)))
            if (nodes_[node].label >= 0) best = {i, at - i + 1, nodes_[node].label};
        if (best.count > 0) hits.push_back(best);
    }
    return hits;
}

}  // namespace earwitness::analysis
