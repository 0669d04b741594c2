// Units: the closed table of what numbers are counted in, and the small grammar of counted nouns. Used by
// quantities.cc only. Currencies come out as ISO 4217 codes, times as English plurals ("minutes").
#pragma once

#include <string_view>

namespace earwitness::analysis::quantities {

// The canonical name of a unit word or suffix ("bucks" -> "USD", "ms" -> "milliseconds"), "" where it is none. `word`
// is lower case.
std::string_view unit_of(std::string_view word);

// The currency of a sign ("$" -> "USD"), "" where it is none.
std::string_view currency_of(std::string_view sign);

bool is_time_unit(std::string_view unit);

// Words that never belong to a counted noun phrase: "and", "of", "is", "the" ...
bool ends_noun_phrase(std::string_view lower);

// Nouns that are counted without being measured: "things", "ways", "kinds" ...
bool is_hollow_noun(std::string_view lower);

// A word that looks like a plural noun.
bool looks_plural(std::string_view lower);

}  // namespace earwitness::analysis::quantities
