// What an insight says, in figures and fixed terms, to stand beside its words: "100,000,000 to 999,000,000", "due by
// the end of 2030", "hedged". Used by the pages and by the command line's reports.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/findings.h"

namespace earwitness::publish {

// "10 to 20 percent", "20 USD per month", "up 2 times in 6 months".
std::string quantity_text(const Quantity& quantity);

// Those of the quantities that the words do not say in digits already, as text. `begin` is the byte of the transcript
// where `words` begin.
std::vector<std::string> quantity_facts(const std::vector<Quantity>& quantities, std::string_view words,
                                        std::uint32_t begin);

// "due by the end of 2030", "due in 2027"; "" where the date says nothing.
std::string due_text(const DueDate& due, std::optional<std::int64_t> published_at);

// "slightly hedged", "hedged", "strongly hedged", "on a condition".
std::vector<std::string> reservation_facts(const std::optional<Hedge>& hedge, const std::optional<Span>& condition);

}  // namespace earwitness::publish
