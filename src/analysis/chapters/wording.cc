#include "analysis/chapters/wording.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string_view>

namespace earwitness::analysis::chapters {
namespace {

constexpr std::uint32_t kLongest = 8;  // words of a title

// Sorted. What may stand inside a title, and what tells a noun or a verb behind it.
constexpr std::array<std::string_view, 21> kInside = {"'s",      "a",   "against", "an",   "and",  "as",      "at",
                                                      "between", "by",  "for",     "from", "in",   "into",    "of",
                                                      "on",      "our", "the",     "to",   "with", "without", "your"};
constexpr std::array<std::string_view, 24> kBeforeNoun = {
    "'s",  "a",  "all", "an", "any", "as", "at",  "by",   "each", "every", "for",  "from",
    "his", "in", "its", "my", "of",  "on", "our", "some", "the",  "their", "with", "your"};
constexpr std::array<std::string_view, 30> kBeforeVerb = {
    "are",   "be",  "been", "can",    "could", "did",  "didn't", "do", "does",  "don't",
    "gonna", "he",  "i",    "i'd",    "i'll",  "i'm",  "is",     "it", "let's", "may",
    "might", "not", "she",  "should", "that",  "they", "to",     "we", "will",  "you"};

constexpr std::size_t kLongestLead = 7;  // bytes of "against"
static_assert(std::is_sorted(kInside.begin(), kInside.end()) &&
              std::is_sorted(kBeforeNoun.begin(), kBeforeNoun.end()) &&
              std::is_sorted(kBeforeVerb.begin(), kBeforeVerb.end()));

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::binary_search(list.begin(), list.end(), word);
}

std::uint64_t pair_of(std::uint32_t first, std::uint32_t second) { return std::uint64_t{first} << 32 | second; }

// What is never said as a verb is a noun where another word stands before it, too ("bulletin board").
bool is_noun(const Wording::Counts& counts) {
    return counts.other == 0 ? counts.noun + counts.compound > 0 : counts.noun > counts.other;
}

}  // namespace

double typicality(double here, double total, double length, double all) {
    const double elsewhere = (total - here + 0.5) / (all - length + 300);
    return std::log(here / length / elsewhere);
}

Wording::Wording(const Document& document, const Terms& terms, const std::vector<Candidate>& candidates,
                 const std::vector<SponsorRead>& sponsors, const std::vector<std::size_t>& starts)
    : document_(document),
      terms_(terms),
      sponsors_(sponsors),
      starts_(starts),
      here_(terms.terms.size()),
      weights_(terms.terms.size()) {
    starts_.push_back(document.sentences.size());
    for (const std::size_t s : starts) begins_.push_back(document.sentences[s].first_token);
    begins_.push_back(static_cast<std::uint32_t>(document.tokens.size()));
    read_roles();
    for (const Candidate& candidate : candidates)
        if (candidate.length > 1 && !terms.is_content(candidate.ids[0]))
            led_.insert(pair_of(candidate.ids[0], candidate.ids[1]));
}

// "source" behind "open": no title begins there.
bool Wording::is_led(std::uint32_t token) const {
    return token > 0 && terms_.of_token[token - 1] != kNoTerm &&
           led_.contains(pair_of(terms_.of_token[token - 1], terms_.of_token[token]));
}

// By the words before it: "the node" and "of nodes" against "to describe" and "is negative".
void Wording::read_roles() {
    std::vector<Counts> counts(terms_.terms.size());
    std::vector<Role> lead(terms_.terms.size(), Role::kNone);
    for (std::uint32_t id = 0; id < terms_.terms.size(); ++id) {
        const std::string& key = terms_.terms[id].key;
        if (terms_.is_content(id) || key.size() > kLongestLead) continue;
        if (is_in(kBeforeNoun, key)) lead[id] = Role::kNoun;
        if (is_in(kBeforeVerb, key)) lead[id] = Role::kOther;
    }
    for (std::size_t t = 1; t < terms_.of_token.size(); ++t) {
        const std::uint32_t id = terms_.of_token[t], before = terms_.of_token[t - 1];
        if (id == kNoTerm || before == kNoTerm) continue;
        counts[id].noun += lead[before] == Role::kNoun;
        counts[id].compound += terms_.is_content(before);
        counts[id].other += lead[before] == Role::kOther;
    }
    roles_.assign(terms_.terms.size(), Role::kNone);
    for (std::uint32_t id = 0; id < terms_.terms.size(); ++id) {
        const std::string& key = terms_.terms[id].key;
        if (terms_.is_content(id))
            roles_[id] = is_noun(counts[id]) ? Role::kNoun : Role::kOther;
        else if (key.size() <= kLongestLead && is_in(kInside, key))
            roles_[id] = Role::kInside;
    }
}

double Wording::weight_of(std::uint32_t id, std::size_t chapter, Here here) const {
    if (here.count < 2 || !terms_.is_content(id)) return 0;
    const Term& term = terms_.terms[id];
    const double count = here.count, length = begins_[chapter + 1] - begins_[chapter],
                 all = static_cast<double>(document_.tokens.size());
    const double typical = typicality(count, term.count, length, all);
    if (typical <= 0) return 0;
    const bool name = term.inside > 0 && term.capitalised * 2 > term.inside;
    return std::pow(count, 0.8) * std::sqrt(static_cast<double>(terms_.rarity[id])) * std::min(1 + typical, 3.0) *
           (name ? 1.3 : 1.0) * std::popcount(here.quarters);
}

// The chapter's terms, each once; their weights are in weights_ then.
std::vector<std::uint32_t> Wording::weigh(std::size_t chapter) {
    const std::uint32_t begin = begins_[chapter], end = begins_[chapter + 1];
    std::vector<std::uint32_t> ids;
    for (std::uint32_t t = begin; t < end; ++t) {
        const std::uint32_t id = terms_.of_token[t];
        if (id == kNoTerm) continue;
        if (here_[id].count++ == 0) ids.push_back(id);
        here_[id].quarters |= static_cast<unsigned char>(1 << (4 * std::size_t{t - begin} / (end - begin)));
    }
    for (const std::uint32_t id : ids) {
        weights_[id] = weight_of(id, chapter, here_[id]);
        here_[id] = {};
    }
    return ids;
}

// A noun, or a gerund ("executing an eclipse attack").
bool Wording::may_begin(std::uint32_t token) const {
    const std::uint32_t id = terms_.of_token[token];
    return roles_[id] == Role::kNoun || (terms_.is_content(id) && document_.lower(token).ends_with("ing"));
}

bool Wording::may_end(std::uint32_t token) const {
    const std::string& word = document_.lower(token);
    return roles_[terms_.of_token[token]] == Role::kNoun && !word.ends_with("ly") && !word.ends_with("ed");
}

// 0 where it is no title.
double Wording::score(std::uint32_t first, std::uint32_t end) const {
    if (!may_end(end - 1)) return 0;
    double weight = 0;
    int typical = 0, dead = 0;
    for (std::uint32_t t = first; t < end; ++t) {
        const std::uint32_t id = terms_.of_token[t];
        if (!terms_.is_content(id)) {
            if (t == first + 1 && document_.lower(first).ends_with("ed")) return 0;  // "developed by ..."
            continue;
        }
        for (std::uint32_t before = first; before < t; ++before)
            if (terms_.of_token[before] == id) return 0;  // "a test of the tests"
        weight += weights_[id];
        ++(weights_[id] > 0 ? typical : dead);
    }
    return typical < 2 ? 0 : weight / std::sqrt(end - first + 1.0 + dead);
}

void Wording::add_runs(const Sentence& sentence, std::uint32_t first, std::vector<Scored>& out) const {
    if (terms_.of_token[first] == kNoTerm || weights_[terms_.of_token[first]] == 0 || !may_begin(first)) return;
    const std::uint32_t begin = first > sentence.first_token && is_led(first) ? first - 1 : first,
                        limit = std::min(sentence.first_token + sentence.token_count, first + kLongest);
    for (std::uint32_t t = first; t < limit; ++t) {
        const std::uint32_t id = terms_.of_token[t];
        if (id == kNoTerm || (roles_[id] == Role::kNone && !(t + 1 < limit && is_led(t + 1)))) return;
        const double value = weights_[id] > 0 ? score(first, t + 1) : 0;
        if (value > 0) out.push_back({value, {document_.tokens[begin].span.begin, document_.tokens[t].span.end}});
        if (document_.of(document_.tokens[t].span).ends_with('.')) return;
    }
}

std::vector<Span> Wording::runs(std::size_t chapter) {
    if (!terms_.english) return {};
    const std::vector<std::uint32_t> ids = weigh(chapter);
    std::vector<Scored> scored;
    for (std::size_t s = starts_[chapter]; s < starts_[chapter + 1]; ++s) {
        const Sentence& sentence = document_.sentences[s];
        const auto read = std::partition_point(sponsors_.begin(), sponsors_.end(), [&](const SponsorRead& one) {
            return one.span.end <= sentence.span.begin;
        });
        if (read != sponsors_.end() && read->span.overlaps(sentence.span)) continue;
        const std::uint32_t end = sentence.first_token + sentence.token_count;
        for (std::uint32_t first = sentence.first_token; first < end; ++first) add_runs(sentence, first, scored);
    }
    for (const std::uint32_t id : ids) weights_[id] = 0;
    std::stable_sort(scored.begin(), scored.end(), [](const Scored& l, const Scored& r) { return l.score > r.score; });
    std::vector<Span> out;
    for (const Scored& one : scored) out.push_back(one.span);
    return out;
}

}  // namespace earwitness::analysis::chapters
