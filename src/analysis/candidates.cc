#include "analysis/candidates.h"

#include <algorithm>
#include <bitset>
#include <cmath>
#include <unordered_map>

namespace earwitness::analysis {
namespace {

constexpr std::size_t kSpreadParts = 20;

struct Use {
    std::uint64_t key = 0;
    std::uint32_t token = 0;
    std::uint32_t length = 0;
    bool operator<(const Use& other) const { return key != other.key ? key < other.key : token < other.token; }
};

std::uint64_t key_of(const std::uint32_t* ids, std::size_t length) {
    std::uint64_t hash = 1469598103934665603u + length;
    for (std::size_t i = 0; i < length; ++i) {
        hash = (hash ^ ids[i]) * 1099511628211u;
        hash ^= hash >> 29;
    }
    return hash;
}

class Finder {
  public:
    Finder(const Document& document, const Terms& terms, const Background& background) : document_(document), terms_(terms), background_(background) {}

    std::vector<Candidate> find(const std::vector<SponsorRead>& sponsors) {
        auto read = sponsors.begin();
        for (const Sentence& sentence : document_.sentences) {
            while (read != sponsors.end() && read->span.end <= sentence.span.begin) ++read;
            if (read != sponsors.end() && read->span.overlaps(sentence.span)) continue;
            collect(sentence);
        }
        std::sort(uses_.begin(), uses_.end());
        std::vector<Candidate> out;
        for (std::size_t i = 0; i < uses_.size();) {
            std::size_t end = i + 1;
            while (end < uses_.size() && uses_[end].key == uses_[i].key) ++end;
            if (end - i > 1) out.push_back(candidate_of(i, end));
            i = end;
        }
        std::sort(out.begin(), out.end(), [](const Candidate& l, const Candidate& r) {
            return l.places.front() != r.places.front() ? l.places.front() < r.places.front() : l.length < r.length;
        });
        return out;
    }

  private:
    bool is_upper(std::uint32_t token) const {
        const unsigned char c = static_cast<unsigned char>(document_.of(document_.tokens[token].span)[0]);
        return (c >= 'A' && c <= 'Z') || c == 0xC3;
    }

    // Runs of words that are no function words; their n-grams are the candidates.
    void collect(const Sentence& sentence) {
        const std::uint32_t end = sentence.first_token + sentence.token_count;
        for (std::uint32_t first = sentence.first_token; first < end;) {
            std::uint32_t last = first;
            while (last < end && speaks(last)) ++last;
            for (std::uint32_t i = first; i < last; ++i) n_grams(i, last, sentence.first_token);
            first = last + 1;
        }
    }

    bool speaks(std::uint32_t token) const {
        const std::uint32_t id = terms_.of_token[token];
        return id != kNoTerm && terms_.terms[id].word_class != text::WordClass::kStop && terms_.terms[id].key.size() > 1;
    }

    void n_grams(std::uint32_t first, std::uint32_t end, std::uint32_t sentence_start) {
        for (std::uint32_t length = 1; length <= kLongestPhrase && first + length <= end; ++length) {
            const std::uint32_t last = first + length - 1;
            const Term& term = terms_.terms[terms_.of_token[last]];
            if (term.count < 2) return;  // nothing longer can be said twice
            if (length > 3 && !(is_upper(first) && is_upper(last))) return;
            if (!may_begin_or_end(first, first, last, sentence_start) || !may_begin_or_end(last, first, last, sentence_start)) continue;
            uses_.push_back({key_of(&terms_.of_token[first], length), first, length});
        }
    }

    // A weak word ("open", "point") may stand at an end where it is part of a name or of a known pair.
    bool may_begin_or_end(std::uint32_t token, std::uint32_t first, std::uint32_t last, std::uint32_t sentence_start) const {
        if (terms_.is_content(terms_.of_token[token])) return true;
        if (first == last) return false;
        if (terms_.cased && token != sentence_start && is_upper(token) && is_upper(token == first ? last : first)) return true;
        return token == first ? is_pair(token, token + 1) : is_pair(token - 1, token);
    }

    // Said together far more often than by chance, in talk at large.
    bool is_pair(std::uint32_t left, std::uint32_t right) const {
        const std::uint64_t both = std::uint64_t{terms_.of_token[left]} << 32 | terms_.of_token[right];
        if (const auto known = pairs_.find(both); known != pairs_.end()) return known->second;
        const Term& l = terms_.terms[terms_.of_token[left]];
        const Term& r = terms_.terms[terms_.of_token[right]];
        const auto entry = background_.find(l.key + ' ' + r.key);
        // Pointwise mutual information over windows; weak words are common, so that chance alone gives nearly 0.
        const bool pair = entry.windows >= 25 && l.rarity + r.rarity - background_.rarity(entry) > 1.6f;
        pairs_.emplace(both, pair);
        return pair;
    }

    Candidate candidate_of(std::size_t begin, std::size_t end) const {
        Candidate candidate;
        candidate.length = uses_[begin].length;
        std::copy_n(&terms_.of_token[uses_[begin].token], candidate.length, candidate.ids.begin());
        std::size_t inside = 0, capitals = 0;
        std::bitset<kSpreadParts> parts;
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint32_t token = uses_[i].token;
            candidate.places.push_back(token);
            parts.set(std::size_t{token} * kSpreadParts / document_.tokens.size());
            const Sentence& sentence = document_.sentences[document_.sentence_at(document_.tokens[token].span.begin)];
            if (token == sentence.first_token) continue;
            ++inside;
            bool all = true;
            for (std::uint32_t k = 0; k < candidate.length; ++k) all &= is_upper(token + k);
            capitals += all;
        }
        if (inside > 0) candidate.capitalised = static_cast<float>(capitals) / static_cast<float>(inside);
        const float reachable = static_cast<float>(std::min<std::size_t>(kSpreadParts, end - begin));
        candidate.spread = 0.5f * static_cast<float>(parts.count()) / static_cast<float>(kSpreadParts) + 0.5f * static_cast<float>(parts.count()) / reachable;
        return candidate;
    }

    const Document& document_;
    const Terms& terms_;
    const Background& background_;
    std::vector<Use> uses_;
    mutable std::unordered_map<std::uint64_t, bool> pairs_;
};

}  // namespace

std::vector<Candidate> find_candidates(const Document& document, const Terms& terms, const Background& background,
                                       const std::vector<SponsorRead>& sponsors) {
    return Finder(document, terms, background).find(sponsors);
}

}  // namespace earwitness::analysis
