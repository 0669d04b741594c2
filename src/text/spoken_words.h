// The words of a stretch of talk in the form in which two writings of the same speech are equal: no case, punctuation
// or fillers, contractions spelt out, numbers as figures ("don't pay forty per cent" = do | not | pay | 40 | percent).
// Each word keeps the bytes that it came from. For comparing quotations with transcripts; search and analysis have
// tokens.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "earwitness/span.h"

namespace earwitness::text {

struct SpokenWord {
    std::string text;      // folded; a number is its figures
    Span span;             // of the source; the words of a spelt-out contraction share one
    bool capital = false;  // written with a capital where no sentence begins: likely a name
    bool number = false;
};

// Appends the words of text[within]. Linear time; valid UTF-8 is assumed, anything is survived.
void spoken_words(std::string_view text, Span within, std::vector<SpokenWord>& out);

// Internal to spoken words: joins the words of a number ("three hundred and forty") into one, in place from `first`.
void join_numbers(std::vector<SpokenWord>& words, std::size_t first);

}  // namespace earwitness::text
