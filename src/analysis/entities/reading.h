// A document as the tagger reads it: each distinct word described once (shape, affixes, cluster, lists), how the
// document itself writes it, which tokens lie in a listed phrase, which can be part of a name at all. Built the same
// way for training and for tagging.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/document.h"
#include "analysis/entities/lexicon.h"
#include "analysis/vocabulary.h"
#include "text/tokens.h"

namespace earwitness::analysis::entities {

enum class Form : std::uint8_t {
    kLower,
    kTitle,
    kUpper,
    kMixed,
    kInitial,
    kPronoun,
    kNumber,
    kAlnum,
    kMark,
    kOther,
    kBoundary
};
inline constexpr std::size_t kForms = 11;

enum class Casing : std::uint8_t { kCased, kUncased };  // uncased: no capitals, or nothing but capitals

struct Word {
    std::uint64_t surface = 0, lower = 0;
    std::uint32_t prefix[3] = {0, 0, 0}, suffix[3] = {0, 0, 0};  // of 2, 3, 4 bytes, lower case
    std::uint32_t shape = 0;
    Form form = Form::kBoundary;
    std::uint8_t usage = 0, flags = 0;
    std::uint16_t cluster = kNoCluster, cluster_256 = kNoCluster, cluster_64 = kNoCluster;
    std::uint32_t lists = 0, cues = 0;
    bool known = false;
    std::uint32_t lower_id = 0;  // of Reading's counts
};

// How a document writes a word, by its lower-case form; sentence starts are not counted.
struct Writing {
    std::uint32_t small = 0, capital = 0, at_start = 0;
    std::uint32_t cues_before = 0, cues_after = 0;  // of its neighbours, over all places where it may be a name
    std::uint32_t heads = 0;   // what the text says it is: "X, an annual festival", "a company called X"
    std::uint8_t company = 0;  // 1 a first name stands before, 2 a capital before, 4 a capital behind
};

struct Phrase {
    std::uint32_t lists = 0;
    std::uint8_t position = 0;  // 0 none, 1 first, 2 inside, 3 last
};

struct TokenRange {
    std::uint32_t first = 0, count = 0;
};

class Reading {
  public:
    // `vocabulary` is that of `tokens`.
    Reading(std::string_view text, const std::vector<text::Token>& tokens, const Vocabulary& vocabulary,
            std::vector<TokenRange> sentences, const Lexicon& lexicon);

    Casing casing = Casing::kCased;
    std::vector<Word> words;              // distinct, as in the vocabulary
    std::vector<std::uint32_t> word_of;   // token -> words
    std::vector<Writing> writing;         // by Word::lower_id
    std::vector<Phrase> phrases;          // by token
    std::vector<std::uint8_t> candidate;  // by token: 1 where it may be part of a name
    std::vector<TokenRange> sentences;

    const Word& word(std::size_t token) const { return words[word_of[token]]; }

  private:
    void describe(std::string_view text, const Vocabulary& vocabulary, const Lexicon& lexicon);
    void count_writing();
    void find_phrases(const Lexicon& lexicon);
    void find_candidates();
    void gather_cues();
    std::uint32_t heads_after(std::uint32_t token, std::uint32_t end) const;
    std::uint32_t heads_before(std::uint32_t token, std::uint32_t begin) const;
    bool stands_alone(const TokenRange& sentence, std::uint32_t token) const;
    bool begins_known_name(const TokenRange& sentence, std::uint32_t token) const;
    bool continues(const TokenRange& sentence, std::uint32_t token) const;
};

inline bool is_capitalised(Form form) {
    return form == Form::kTitle || form == Form::kUpper || form == Form::kMixed || form == Form::kInitial;
}

// True where the text's letters say nothing by their case.
Casing casing_of(std::string_view text, const std::vector<text::Token>& tokens);

// What its spelling says of a word; `lowered` is text::lower of `surface`.
Word describe_word(std::string_view surface, std::string_view lowered, text::TokenKind kind, Casing casing);
// What the lexicon says of a word so described.
void look_up(const Lexicon& lexicon, Word& word);

}  // namespace earwitness::analysis::entities
