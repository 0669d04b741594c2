// The query language: words, "phrases", prefix*, -not, +must, a OR b, and filters such as speaker:ada. docs/search.md
// is its manual. Any bytes are a query or a kInvalidArgument that says what to write instead.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"

namespace earwitness::search {

// One word or a phrase, folded and stemmed.
struct Atom {
    std::vector<std::string> stems;  // several: one behind the other
    bool prefix = false;             // the last word may go on; it is folded but not stemmed
    std::string written;             // of a single word: folded, not stemmed
};

enum class Need { kShould, kMust, kMustNot };

// One of the alternatives has to be in the passage (kMust), raises it (kShould), or throws it out (kMustNot).
struct Clause {
    Need need = Need::kShould;
    std::vector<Atom> alternatives;
};

struct Filters {
    std::string show;                          // an id
    std::string episode;                       // an id
    std::string speaker;                       // words of a name
    std::string kind;                          // "quote", "insight", "prediction" ...
    std::string entity;                        // an id
    std::optional<std::int64_t> since, until;  // seconds; until is exclusive

    bool empty() const {
        return show.empty() && episode.empty() && speaker.empty() && kind.empty() && entity.empty() && !since && !until;
    }
};

struct Query {
    std::vector<Clause> clauses;
    Filters filters;
};

// kTooLarge over 4,000 bytes or 64 words; kInvalidArgument for an unknown kind, a date that is none or an
// unclosed quotation.
Result<Query> parse_query(std::string_view text);

// The kinds that kind: takes, for messages and help.
std::string known_kinds();
bool is_known_kind(std::string_view kind);

// "2025-05-14" as midnight UTC; "2025-05" and "2025" as their first (until: their last) day.
Result<std::int64_t> parse_day(std::string_view text, bool end_of);

}  // namespace earwitness::search
