// A language model's own words as verify sees them: they may be published only where every name and number in them is
// in the spans that they cite, and they are nothing but plain words. Judged here anew, with the words as text/ reads
// them; nothing of llm/ is used.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/evidence.h"

namespace earwitness::verify {

// Why the words may not stand on these spans: "" where they may.
std::string why_not_borne_out(std::string_view words, const std::vector<Span>& cites, const Evidence& evidence);

// "120-180 300-350", as pages have it; absent where it is anything else, or none of words of the transcript.
std::optional<std::vector<Span>> parse_cites(std::string_view text, const Evidence& evidence);
std::string cites_text(const std::vector<Span>& cites);

// Of the closed lists of docs/taxonomy.md; `type` as an analysis has it, "ORG".
bool is_category(std::string_view type, std::string_view category);

}  // namespace earwitness::verify
