// Which English words carry no subject: function words and fillers (kStop), and words that talk uses everywhere
// though they look like content: "thing", "really", "actually" (kWeak). Used by topics, chapters, summary and search.
#pragma once

#include <string_view>

namespace earwitness::text {

enum class WordClass : unsigned char { kContent, kWeak, kStop };

// `lower` is a word in lower case, with its apostrophe where it has one (straight or typographic).
WordClass word_class(std::string_view lower);

}  // namespace earwitness::text
