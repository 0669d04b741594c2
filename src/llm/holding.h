// Words of a model's own, held to the spans that they rest on. Internal to llm/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "llm/reading.h"

namespace earwitness::llm {

// The text where it may stand: plain words, of which each name and number occurs in the evidence. Else "", and the
// reason in `refused`. "" is no text and no refusal.
std::string held_words(const text::QuotationIndex& index, const char* kind, const std::string& text,
                       const std::vector<Span>& evidence, std::vector<Refused>& refused);

// The same for words that stand on their own, which must also speak of what they rest on.
std::string held_sentence(const text::QuotationIndex& index, const char* kind, const std::string& text,
                          const std::vector<Span>& evidence, std::vector<Refused>& refused);

void refuse(std::vector<Refused>& refused, const char* kind, std::string_view reason, std::string_view text,
            std::string detail = {});

// The findings that an answer cites by number; empty, and the reason in `refused`, where one is not of `findings` or
// none is cited.
std::vector<Span> cited_findings(const nlohmann::json& numbers, const std::vector<Span>& findings, const char* kind,
                                 const std::string& text, std::vector<Refused>& refused);

}  // namespace earwitness::llm
