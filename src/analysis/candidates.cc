#include "analysis/candidates.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <map>

#include "analysis/interner.h"
#include "text/utf8.h"

namespace earwitness::analysis {
namespace {

constexpr std::size_t kSpreadParts = 20;

// A phrase where it stands; `phrase` numbers the different ones.
struct Use {
    std::uint32_t phrase = 0;
    std::uint32_t token = 0;
    std::uint32_t length = 0;
};

std::uint64_t key_of(const std::uint32_t* ids, std::size_t length) {
    std::uint64_t hash = 1469598103934665603u + length;
    for (std::size_t i = 0; i < length; ++i) {
        hash = (hash ^ ids[i]) * 1099511628211u;
        hash ^= hash >> 29;
    }
    return hash;
}

// Sorted: what stands before a noun, and what before a verb or a predicate.
constexpr std::array<std::string_view, 34> kBeforeNoun = {
    "'s",   "a",    "all", "an",    "any",   "as",   "at",    "between",  "by",   "each", "every", "for",
    "from", "her",  "his", "in",    "into",  "its",  "many",  "multiple", "my",   "no",   "of",    "on",
    "our",  "some", "the", "their", "these", "this", "those", "what",     "with", "your"};
constexpr std::array<std::string_view, 50> kBeforeOther = {
    "always", "are",   "be",      "been",   "being",  "can",    "can't", "could",  "did",   "didn't",
    "do",     "does",  "doesn't", "don't",  "either", "gonna",  "he",    "how",    "i",     "i'd",
    "i'll",   "i'm",   "is",      "it",     "it's",   "just",   "let's", "may",    "might", "more",
    "must",   "never", "not",     "really", "she",    "should", "so",    "that's", "they",  "to",
    "too",    "very",  "was",     "we",     "we're",  "were",   "will",  "would",  "you",   "you're"};
constexpr std::size_t kLongestLead = 8;  // bytes of "multiple"
static_assert(std::is_sorted(kBeforeNoun.begin(), kBeforeNoun.end()) &&
              std::is_sorted(kBeforeOther.begin(), kBeforeOther.end()));

bool has_inner_capital(std::string_view form) {
    for (std::size_t i = 1; i < form.size(); ++i)
        if (form[i] >= 'A' && form[i] <= 'Z' && form[i - 1] != ' ') return true;
    return false;
}

class Finder {
  public:
    Finder(const Document& document, const Terms& terms, const Background& background, const WordSet& people)
        : document_(document),
          terms_(terms),
          background_(background),
          people_(people),
          phrases_(document.tokens.size() / 2) {
        // Function words are terms in lower case, so each is looked up once.
        const auto is_in = [](const auto& words, const std::string& key) {
            return key.size() <= kLongestLead && std::binary_search(words.begin(), words.end(), key);
        };
        for (std::uint32_t id = 0; id < terms.terms.size(); ++id) {
            const std::string& key = terms.terms[id].key;
            const bool content = terms.is_content(id);
            leads_noun_.push_back(!content && is_in(kBeforeNoun, key));
            leads_other_.push_back(!content && is_in(kBeforeOther, key));
            speaks_.push_back(terms.word_class[id] != text::WordClass::kStop && key.size() > 1);
        }
    }

    std::vector<Candidate> find(const std::vector<SponsorRead>& sponsors) {
        auto read = sponsors.begin();
        for (const Sentence& sentence : document_.sentences) {
            while (read != sponsors.end() && read->span.end <= sentence.span.begin) ++read;
            if (read != sponsors.end() && read->span.overlaps(sentence.span)) continue;
            collect(sentence);
        }
        gather_repeated();
        std::vector<Candidate> out;
        for (std::size_t i = 0; i < uses_.size();) {
            std::size_t end = i + 1;
            while (end < uses_.size() && uses_[end].phrase == uses_[i].phrase) ++end;
            if (!is_person(uses_[i])) {
                out.push_back(candidate_of(i, end));
                if (is_dull(out.back())) out.pop_back();
            }
            i = end;
        }
        std::sort(out.begin(), out.end(), [](const Candidate& l, const Candidate& r) {
            return l.places.front() != r.places.front() ? l.places.front() < r.places.front() : l.length < r.length;
        });
        return out;
    }

  private:
    // Puts the uses of one phrase beside one another, by token, and drops what is used once: a counting sort, since
    // uses were found in the order of tokens.
    void gather_repeated() {
        std::vector<std::uint32_t> next(counts_.size());  // where the next use of each phrase goes
        std::uint32_t total = 0;
        for (std::size_t phrase = 0; phrase < counts_.size(); ++phrase) {
            next[phrase] = total;
            if (counts_[phrase] > 1) total += counts_[phrase];
        }
        std::vector<Use> repeated(total);
        for (const Use& use : uses_)
            if (counts_[use.phrase] > 1) repeated[next[use.phrase]++] = use;
        uses_ = std::move(repeated);
    }

    bool is_person(const Use& use) const {
        for (std::uint32_t i = 0; i < use.length; ++i)
            if (!people_.contains(document_.lower(use.token + i))) return false;
        return true;
    }

    // What names nothing: scraps, and adverbs and verb forms that stand alone.
    bool is_dull(const Candidate& c) const {
        if (c.length > 1 && ends_in_participle(c)) return true;
        // Two words that only met twice by chance ("lunch prior") are no phrase.
        if (c.length > 1) return c.places.size() < 3 && c.capitalised < 0.5f && terms_.english && !is_known(c);
        const std::string& word = document_.lower(c.places.front());
        if (word.size() < 3 && c.capitalised < 0.9f) return true;
        if (c.capitalised >= 0.5f) return false;
        if (terms_.english && (!reads_as_noun(c) || describes_others(c))) return true;
        return word.ends_with("ly") || word.ends_with("ing") || word.ends_with("ed") ||
               word.find('\'') != std::string::npos || word.find("\xE2\x80\x99") != std::string::npos;
    }

    // "the arsenal relied": the verb of a sentence has crept in.
    bool ends_in_participle(const Candidate& c) const {
        if (!terms_.english || c.capitalised >= 0.5f) return false;
        const std::string& last = document_.lower(c.places.front() + c.length - 1);
        return last.size() > 4 && last.ends_with("ed") && !last.ends_with("eed");
    }

    // "the active ...", "cognitive ...": nearly always before the noun that it describes.
    bool describes_others(const Candidate& c) const {
        std::size_t before_noun = 0;
        for (const std::uint32_t place : c.places)
            before_noun += place + 1 < terms_.of_token.size() && speaks(place + 1);
        return before_noun * 10 > c.places.size() * 7;
    }

    bool is_known(const Candidate& c) const {
        for (std::uint32_t i = 0; i + 1 < c.length; ++i)
            if (background_.find(Background::hash_of(terms_.terms[c.ids[i]].key, terms_.terms[c.ids[i + 1]].key))
                    .windows == 0)
                return false;
        return true;
    }

    // By the word before it: "the node" and "of nodes" against "to describe" and "is negative".
    bool reads_as_noun(const Candidate& c) const {
        int noun = 0, other = 0;
        for (const std::uint32_t place : c.places) {
            if (place == 0) continue;
            const std::uint32_t id = terms_.of_token[place - 1];
            if (id == kNoTerm) continue;
            noun += leads_noun_[id] || speaks(place - 1);
            other += leads_other_[id];
        }
        return noun > other;
    }

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
        return id != kNoTerm && speaks_[id];
    }

    void n_grams(std::uint32_t first, std::uint32_t end, std::uint32_t sentence_start) {
        for (std::uint32_t length = 1; length <= kLongestPhrase && first + length <= end; ++length) {
            const std::uint32_t last = first + length - 1;
            const Term& term = terms_.terms[terms_.of_token[last]];
            if (term.count < 2) return;  // nothing longer can be said twice
            if (length > 3 && !(is_upper(first) && is_upper(last))) return;
            if (!may_begin_or_end(first, first, last, sentence_start) ||
                !may_begin_or_end(last, first, last, sentence_start))
                continue;
            add_use(first, length);
        }
    }

    void add_use(std::uint32_t first, std::uint32_t length) {
        const auto next = static_cast<std::uint32_t>(counts_.size());
        const std::uint32_t phrase = phrases_.find_or_add(key_of(&terms_.of_token[first], length), next);
        if (phrase == next) counts_.push_back(0);
        ++counts_[phrase];
        uses_.push_back({phrase, first, length});
    }

    // A weak word ("open", "point") may stand at an end where it is part of a name or of a known pair.
    bool may_begin_or_end(std::uint32_t token, std::uint32_t first, std::uint32_t last,
                          std::uint32_t sentence_start) const {
        if (terms_.is_content(terms_.of_token[token])) return true;
        if (first == last) return false;
        if (terms_.cased && token != sentence_start && is_upper(token) && is_upper(token == first ? last : first))
            return true;
        return token == first ? is_pair(token, token + 1) : is_pair(token - 1, token);
    }

    // Said together far more often than by chance, in talk at large.
    bool is_pair(std::uint32_t left, std::uint32_t right) const {
        const std::uint32_t l = terms_.of_token[left], r = terms_.of_token[right];
        const auto next = static_cast<std::uint32_t>(is_pair_.size());
        const std::uint32_t known = pairs_.find_or_add((std::uint64_t{l} << 32 | r) * kSpread, next);
        if (known != next) return is_pair_[known] != 0;
        const auto entry = background_.find(Background::hash_of(terms_.terms[l].key, terms_.terms[r].key));
        // Pointwise mutual information over windows; weak words are common, so that chance alone gives nearly 0. Or half
        // of the talks that have the rarer word have it in this company ("open source").
        const float pair = background_.rarity(entry);
        is_pair_.push_back(entry.windows >= 25 && (terms_.rarity[l] + terms_.rarity[r] - pair > 1.6f ||
                                                   pair - std::max(terms_.rarity[l], terms_.rarity[r]) < 0.7f));
        return is_pair_.back() != 0;
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
        candidate.spread = 0.5f * static_cast<float>(parts.count()) / static_cast<float>(kSpreadParts) +
                           0.5f * static_cast<float>(parts.count()) / reachable;
        return candidate;
    }

    const Document& document_;
    const Terms& terms_;
    const Background& background_;
    const WordSet& people_;
    std::vector<char> leads_noun_, leads_other_;  // of each term
    std::vector<char> speaks_;                    // of each term: may stand in a candidate
    std::vector<Use> uses_;
    Interner phrases_;
    std::vector<std::uint32_t> counts_;  // uses of each phrase
    // What is_pair has found of pairs of terms; an odd factor spreads their numbers without making two of them one.
    static constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15u;
    mutable Interner pairs_{1024};
    mutable std::vector<char> is_pair_;
};

}  // namespace

WordSet person_words(const Document& document, const EpisodeMeta& meta, const std::vector<Entity>& entities) {
    WordSet words;
    const auto add = [&](std::string_view name) {
        const std::string lower = text::lower(name);
        for (std::size_t at = 0; at < lower.size();) {
            const std::size_t end = std::min(lower.find(' ', at), lower.size());
            if (end > at + 1) words.insert(lower.substr(at, end - at));
            at = end + 1;
        }
    };
    for (const Speaker& speaker : document.transcript->speakers) add(speaker.name);
    for (const Person& person : meta.persons) add(person.name);
    for (const Entity& entity : entities)
        if (entity.type == EntityType::kPerson) {
            add(entity.name);
            for (const auto& alias : entity.aliases) add(alias);
        }
    return words;
}

std::vector<Candidate> find_candidates(const Document& document, const Terms& terms, const Background& background,
                                       const std::vector<SponsorRead>& sponsors, const WordSet& people) {
    return Finder(document, terms, background, people).find(sponsors);
}

std::string label_of(const Document& document, const Terms& terms, const Candidate& candidate) {
    std::map<std::string, std::size_t> forms;
    std::string best;
    std::size_t most = 0;
    const bool name = terms.cased && candidate.capitalised >= 0.5f;
    for (const std::uint32_t place : candidate.places) {
        std::string form(
            document.of({document.tokens[place].span.begin, document.tokens[place + candidate.length - 1].span.end}));
        std::replace_if(
            form.begin(), form.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
        const std::string lower = text::lower(form);
        if (name && form == lower && !best.empty()) continue;
        if (!name && !has_inner_capital(form)) form = lower;
        const std::size_t count = ++forms[form];
        if (count <= most) continue;
        most = count;
        best = form;
    }
    return best;
}

}  // namespace earwitness::analysis
