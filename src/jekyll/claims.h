// What a page claims of an episode (companies, quotes, insights), and where its words stand in a transcript. A claim
// whose words are not found has no evidence, and nothing may show it as proved.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/span.h"
#include "jekyll/value.h"

namespace earwitness::jekyll {

struct Claim {
    std::string kind;         // "company", "quote", "insight"
    std::string words;        // a company's name, a quote's or an insight's text
    bool from_model = false;  // `source: llm_enhanced`
    std::uint32_t line = 0;
};
// In the page's order; those without words ("text: ''") are left out.
std::vector<Claim> claims_of(const Value& front);

// Finds words in one text. Case, punctuation and white space do not count; the words and their order do. Keeps views of
// the text.
class WordFinder {
  public:
    explicit WordFinder(std::string_view text);
    ~WordFinder();
    WordFinder(const WordFinder&) = delete;
    WordFinder& operator=(const WordFinder&) = delete;

    // The first place, from its first word's first byte to its last word's end.
    std::optional<Span> find(std::string_view words) const;

  private:
    struct Index;
    std::unique_ptr<const Index> index_;
};

}  // namespace earwitness::jekyll
