// What a language model gives as a quotation, to the transcript's own words, or a reason why not. The bar: the place
// must be plain, and nothing that carries meaning may differ (a number, a name, a "not", a content word that does not
// sound like the one that was said). What is published is always the transcript's bytes, never the model's.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/transcript.h"
#include "text/align.h"

namespace earwitness::llm {

enum class Refusal {
    kTooShort,         // too few words to be worth the name
    kNotFound,         // nothing in the transcript resembles it
    kTooFar,           // a place resembles it, too many words differ
    kNumberChanged,    // a number is not the one that was said, or nobody said one
    kNegationChanged,  // a "not" was dropped or put in, or a word turned into its opposite
    kNameChanged,      // a name is not the one that was said
    kWordChanged,      // a word that carries meaning is not the one that was said
};
inline constexpr int kRefusals = 7;
std::string_view refusal_name(Refusal refusal);  // "too_short", ...
std::string_view refusal_text(Refusal refusal);  // for people

enum class Match { kExact, kNormalised, kAligned };
std::string_view match_name(Match match);

struct Grounding {
    std::optional<Refusal> refused;
    Span span;  // where not refused; of a refused one the place that came nearest, empty where there is none
    Match match = Match::kExact;
    std::string detail;  // of a refusal: the words that differ, "60 / 40"
};

// Stretches of one speaker's talk that nothing else stands between: where a quotation may lie.
std::vector<Span> turns_of(const Transcript& transcript);

// `near`: where the model was shown the words; decides between equal places.
Grounding ground(const text::QuotationIndex& index, std::string_view quotation, Span near = {});

// The numbers and names of `sentence` that do not occur in any of the cited spans: what a model made up.
std::vector<std::string> unsupported_words(const text::QuotationIndex& index, std::string_view sentence,
                                           const std::vector<Span>& cited);

// Whether a sentence in other words speaks of what it cites at all: a quarter of its words that carry meaning are
// there, in some form ("watch", "watched"). Rubbish that happens to name nobody would pass the check above.
bool speaks_of(const text::QuotationIndex& index, std::string_view sentence, const std::vector<Span>& cited);

}  // namespace earwitness::llm
