// The question about an episode as a whole: better titles, which cite findings, and categories of names, of the closed
// lists. Internal to llm/. kOverviewVersion is part of the answer's name in the cache: raise it with any change.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "llm/asking.h"

namespace earwitness::llm {

inline constexpr std::string_view kOverviewVersion = "overview/1";

struct OverviewQuestion {
    Asking asking;
    std::vector<Span> findings;         // that it lists, in order
    std::vector<std::string> entities;  // whose categories it asks for; ids
};

// Absent where there is nothing to cite.
std::optional<OverviewQuestion> overview_question(const Analysis& analysis, const ReadingOptions& options);

// `answer` obeys the question's schema.
void take_overview(const Analysis& analysis, const OverviewQuestion& question, const nlohmann::json& answer,
                   const ReadingOptions& options, Additions& out);

// The chapter that holds the byte; the number of chapters where none does.
std::size_t chapter_at(const Analysis& analysis, std::uint32_t offset);

}  // namespace earwitness::llm
