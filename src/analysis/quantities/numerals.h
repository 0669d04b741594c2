// Numerals: a value said in digits ("1,900", "3.5B", "5x") or words ("twelve hundred", "two and a half million").
// Called by quantities.cc at each token; it knows nothing of units and nothing of what is counted.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/tokens.h"

namespace earwitness::analysis::quantities {

enum class NumeralKind : unsigned char {
    kNone,
    kCardinal,
    kMultiple,   // "5x", "twice", "doubled"
    kShare,      // "half", "two thirds", "four out of five": value is below one
    kMagnitude,  // "three-digit millions": from `value` to `most`
    kYear,       // "1998", "twenty twenty-five": a date or a bare four-digit figure that may be one
    kOther,      // a numeral that measures nothing: "10:30", "3rd", "90s", "1.2.3", "2/3/2020"
};

struct Numeral {
    NumeralKind kind = NumeralKind::kNone;
    double value = 0;
    std::uint32_t tokens = 0;  // how many it takes
    bool in_words = false;     // its first part is a word
    bool has_scale = false;    // "thousand", "million", "K", "B" ... is part of it
    double scale = 1;          // of the word at its end: 1e6 of "three million"
    std::string_view suffix;   // letters glued to digits that are no scale: "ms" of "100ms"; else ""
    double most = 0;           // of "10-20": 20, while value is 10; 0 where it is no range
    int direction = 0;         // "doubled" 1, "halved" -1, a value that nothing moved 0
};

// Whether a numeral may begin with the word, which is in lower case: asked once for each distinct word, so that
// read_numeral is asked only where it may find one.
bool may_begin_numeral(std::string_view lower);

// The numeral that begins at tokens[at] and ends before `end`; kNone where there is none.
Numeral read_numeral(std::string_view text, const std::vector<text::Token>& tokens, std::uint32_t at,
                     std::uint32_t end);

}  // namespace earwitness::analysis::quantities
