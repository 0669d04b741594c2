// The words that are indexed and asked for: runs of letters and digits, folded (case, marks of Latin letters,
// apostrophes) and stemmed (English). One function for both sides, so that they always agree.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/span.h"

namespace earwitness::search {

struct Word {
    Span span;           // of the text
    std::string folded;  // "cafe"
};

// The words of text[within], in order. "GPT-4" is two, "don't" is one ("dont"), "Ada's" is "ada"; a character of a
// script that is written without spaces is a word of its own. Linear time.
void find_words(std::string_view text, Span within, std::vector<Word>& out);

// Turns folded words into stems. Not for several threads at once: each makes its own.
class Stemmer {
  public:
    Stemmer();
    ~Stemmer();
    Stemmer(const Stemmer&) = delete;
    Stemmer& operator=(const Stemmer&) = delete;
    std::string stem(std::string_view folded) const;

  private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

}  // namespace earwitness::search
