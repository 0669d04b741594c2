// What a name is once its case, its possessive, its dots and its legal form are taken away: the key under which
// mentions meet. Plain functions of text; no knowledge of any particular name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "earwitness/span.h"

namespace earwitness::analysis::entities {

// The span without a leading article and a trailing possessive or mark; empty where nothing is left.
Span trimmed_name(std::string_view text, Span span);

// Lower-case letters and digits only: "Open AI", "OpenAI's" and "Open-AI" give "openai". "Acme Inc." gives "acme".
std::string name_key(std::string_view name);

// The words of a name, split at white space.
std::vector<std::string_view> name_words(std::string_view name);

// "AWS" of "Amazon Web Services": first letters of its words, small connecting words left out or kept. Lower case;
// empty where the name has fewer than two such words.
std::vector<std::string> acronyms_of(std::string_view name);

// "Hurricane", "Cyclone", "Typhoon", in any case: what stands before a storm's name. A "Storm" may be a person.
bool is_storm(std::string_view word);

// A name that runs over a cue's end has a line break in it; as a name it has not.
std::string on_one_line(std::string_view name);

// "sam-altman", "c-plus-plus": base::make_slug, but that C, C++ and C# stay apart; never empty.
std::string slug_of(std::string_view name);

}  // namespace earwitness::analysis::entities
