// Proves an analysis (schema earwitness/analysis/1, docs/verify.md) from the transcript that it carries, with reading
// code of its own: nothing of analysis or of the program that wrote the JSON is used.
#pragma once

#include <optional>
#include <string_view>

#include "verify/evidence.h"
#include "verify/report.h"

namespace earwitness::verify {

// `json` is one object. Adds what is wrong to the report; absent where there is not even a transcript to check
// against.
std::optional<Evidence> check_analysis(std::string_view json, std::string_view file, Report& report);

// One object a line. A line with "error" is counted and skipped.
void check_analysis_lines(std::string_view lines, std::string_view file, Report& report);

}  // namespace earwitness::verify
