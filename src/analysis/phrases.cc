#include "analysis/phrases.h"

#include <algorithm>
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

// What a term is to phrases that begin with it.
struct Start {
    std::uint64_t next = 0;  // Node::next, no bit where none begins with it
    std::uint32_t node = 0;
    std::uint32_t bit = 0;  // its own among the bits of the node before it
};

// Tokens that begin a phrase of one word or are followed by a word that goes on with one, and a few more. Without a
// branch a token, since nobody can foresee which these are. The last of `start_of_term` stands for kNoTerm.
std::vector<std::uint32_t> likely_starts(const std::vector<std::uint32_t>& of_token,
                                         const std::vector<Start>& start_of_term) {
    std::vector<std::uint32_t> out(of_token.size() + 1);
    std::size_t count = 0;
    Start next;  // what follows the last token goes on with nothing
    for (std::size_t i = of_token.size(); i-- > 0;) {
        const Start here = start_of_term[std::min<std::size_t>(of_token[i], start_of_term.size() - 1)];
        out[count] = static_cast<std::uint32_t>(i);
        count += here.next == ~std::uint64_t{0} || (here.next >> next.bit & 1) != 0;
        next = here;
    }
    out.resize(count);
    std::reverse(out.begin(), out.end());
    return out;
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
        nodes_[from.first].next |= std::uint64_t{1} << from.second % 64;
    }
    for (Node& node : nodes_)
        if (node.label >= 0) node.next = ~std::uint64_t{0};
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
    std::vector<std::uint32_t> word_of_term;
    std::vector<Start> start_of_term;
    word_of_term.reserve(terms.terms.size());
    start_of_term.reserve(terms.terms.size() + 1);
    for (const Term& term : terms.terms) {
        const std::uint32_t word = word_of(term.hash);
        word_of_term.push_back(word);
        start_of_term.push_back({nodes_[roots_[word]].next * (roots_[word] != 0), roots_[word], word % 64});
    }
    start_of_term.emplace_back();
    std::vector<Hit> hits;
    const std::vector<std::uint32_t>& of_token = terms.of_token;
    for (const std::uint32_t first : likely_starts(of_token, start_of_term)) {
        std::uint32_t node = start_of_term[of_token[first]].node;
        Hit longest;
        for (std::uint32_t at = first; node != 0;) {
            if (nodes_[node].label >= 0) longest = {first, at - first + 1, nodes_[node].label};
            const bool goes_on = ++at < of_token.size() && of_token[at] != kNoTerm;
            node = goes_on ? step(node, word_of_term[of_token[at]]) : 0;
        }
        if (longest.count > 0) hits.push_back(longest);
    }
    return hits;
}

}  // namespace earwitness::analysis
