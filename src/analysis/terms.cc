#include "analysis/terms.h"

#include <libstemmer.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "analysis/interner.h"
#include "text/utf8.h"

namespace earwitness::analysis {
namespace {

using text::WordClass;

// Below this share of English function words a text is not English (English talk has more than half).
constexpr double kEnglishShare = 0.2;
constexpr std::size_t kForeignStopWords = 80;

bool begins_upper(std::string_view word) {
    if (word.empty()) return false;
    const unsigned char first = static_cast<unsigned char>(word[0]);
    if (first < 0x80) return first >= 'A' && first <= 'Z';
    std::size_t at = 0;
    return u_isupper(static_cast<UChar32>(text::next_code_point(word, at)));
}

class Builder {
  public:
    Builder(const Document& document, const Background& background)
        : document_(document), background_(background), by_key_(document.vocabulary.size()) {}

    Terms build() {
        result_.of_token.assign(document_.tokens.size(), kNoTerm);
        intern_words();
        std::size_t words = 0, stops = 0, upper = 0, inside = 0;
        for (const Sentence& sentence : document_.sentences)
            for (std::uint32_t i = sentence.first_token; i < sentence.first_token + sentence.token_count; ++i) {
                const WordTerm& word = of_word_[document_.vocabulary.of_token[i]];
                if (word.term == kNoTerm) continue;
                result_.of_token[i] = word.term;
                Term& term = result_.terms[word.term];
                ++term.count;
                ++words;
                stops += result_.word_class[word.term] == WordClass::kStop;
                if (i == sentence.first_token) continue;
                const bool capital = word.capital;
                ++term.inside;
                term.capitalised += capital;
                ++inside;
                upper += capital;
            }
        result_.english = static_cast<double>(stops) >= kEnglishShare * static_cast<double>(words);
        // All lower or all upper case says nothing of names.
        result_.cased = upper * 400 > inside && upper * 2 < inside;
        if (!result_.english) unlearn_english();
        return std::move(result_);
    }

  private:
    struct WordTerm {
        std::uint32_t term = kNoTerm;
        bool capital = false;  // begins with one
    };

    void intern_words() {
        const Vocabulary& vocabulary = document_.vocabulary;
        of_word_.resize(vocabulary.size());
        result_.terms.reserve(vocabulary.size());
        result_.word_class.reserve(vocabulary.size());
        for (std::size_t word = 0; word < vocabulary.size(); ++word)
            if (vocabulary.words[word].kind == text::TokenKind::kWord)
                of_word_[word] = {intern(vocabulary.lower[word]),
                                  begins_upper(document_.of(vocabulary.words[word].span))};
        result_.rarity.reserve(result_.terms.size());
        for (const Term& term : result_.terms) result_.rarity.push_back(background_.rarity(term.hash));
    }

    std::uint32_t intern(std::string_view lower) {
        const WordClass word_class = text::word_class(lower);
        const std::string_view key = word_class == WordClass::kContent ? stemmer_.stem(lower) : lower;
        const std::uint64_t hash = Background::hash_of(key);
        const auto next = static_cast<std::uint32_t>(result_.terms.size());
        // A stem may look like a stop word ("ares" -> "are"): the class is part of the identity.
        const std::uint32_t term = by_key_.find_or_add(hash + static_cast<std::uint64_t>(word_class), next);
        if (term != next) return term;
        Term& made = result_.terms.emplace_back();
        made.key = key;
        made.hash = hash;
        result_.word_class.push_back(word_class);
        background_.prefetch(hash);
        return term;
    }

    // Another language: what is used most are its function words, and every other word is as rare as the next.
    void unlearn_english() {
        std::vector<std::uint32_t> order(result_.terms.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t l, std::uint32_t r) {
            return result_.terms[l].count > result_.terms[r].count;
        });
        for (std::size_t rank = 0; rank < order.size(); ++rank) {
            const std::uint32_t term = order[rank];
            const bool stop =
                rank < std::min(kForeignStopWords, order.size() / 4) || result_.terms[term].key.size() < 4;
            result_.word_class[term] = stop ? WordClass::kStop : WordClass::kContent;
            result_.rarity[term] = stop ? 0.5f : 5.0f;
        }
    }

    const Document& document_;
    const Background& background_;
    Stemmer stemmer_;
    Terms result_;
    std::vector<WordTerm> of_word_;  // by distinct word
    Interner by_key_;
};

}  // namespace

Terms build_terms(const Document& document, const Background& background) {
    return Builder(document, background).build();
}

Stemmer::Stemmer() : state_(sb_stemmer_new("english", nullptr)) {}
Stemmer::~Stemmer() { sb_stemmer_delete(static_cast<sb_stemmer*>(state_)); }

std::string_view Stemmer::stem(std::string_view lower) {
    auto* stemmer = static_cast<sb_stemmer*>(state_);
    constexpr std::size_t kLongest = 64;  // nothing longer is a word
    if (stemmer == nullptr || lower.size() > kLongest) return lower;
    const sb_symbol* out =
        sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(lower.data()), static_cast<int>(lower.size()));
    return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

}  // namespace earwitness::analysis
