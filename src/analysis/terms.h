// The vocabulary of one episode: every word token mapped to a term (stem of a content word, lower case of any
// other), with its count and how rare it is in talk at large. Built once by the engine for topics, chapters and
// summary.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/background.h"
#include "analysis/document.h"
#include "text/stop_words.h"

namespace earwitness::analysis {

inline constexpr std::uint32_t kNoTerm = std::numeric_limits<std::uint32_t>::max();

struct Term {
    std::string key;         // also its key in the background table
    std::uint64_t hash = 0;  // Background::hash_of(key)
    std::uint32_t count = 0;
    std::uint32_t inside = 0;       // uses that do not begin a sentence
    std::uint32_t capitalised = 0;  // of these, written with a capital
};

struct Terms {
    std::vector<std::uint32_t> of_token;  // parallel to Document::tokens; kNoTerm for punctuation and numbers
    std::vector<Term> terms;              // in order of first appearance
    // Parallel to terms, and beside them because every token asks for these alone.
    std::vector<text::WordClass> word_class;
    std::vector<float> rarity;  // Background::rarity
    bool english = true;        // else nothing is known of its words but how they are used here
    bool cased = true;          // false for text that a recogniser left in lower case

    bool is_content(std::uint32_t id) const { return id != kNoTerm && word_class[id] == text::WordClass::kContent; }
};

Terms build_terms(const Document& document, const Background& background);

// Porter's English stem of a lower-case word. Not for threads to share: make one each.
class Stemmer {
  public:
    Stemmer();
    ~Stemmer();
    Stemmer(const Stemmer&) = delete;
    Stemmer& operator=(const Stemmer&) = delete;
    std::string_view stem(std::string_view lower);  // valid until the next call

  private:
    void* state_;
};

}  // namespace earwitness::analysis
