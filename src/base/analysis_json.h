// The analysis as JSON, schema "earwitness/analysis/1" (docs/analysis-json.md): written byte for byte the
// same for the same findings, and read back whole. `analyze`, the archive, the JSON export and the site all
// use this one form; verify/ reads it with code of its own.
#pragma once

#include <string>
#include <string_view>

#include "earwitness/findings.h"
#include "earwitness/result.h"

namespace earwitness::base {

inline constexpr std::string_view kAnalysisSchema = "earwitness/analysis/1";

enum class JsonLayout { kCompact, kPretty };

// Appends to out. `id_json` is the record id of a JSON Lines batch as JSON text (written first where given).
void append_analysis_json(const Analysis& analysis, JsonLayout layout, std::string& out, std::string_view id_json = {});

// The value of an analysis's "llm", compact; what append_analysis_json writes there, byte for byte.
std::string model_additions_json(const ModelAdditions& additions);

// Everything that append_analysis_json wrote. kMalformed names the field that is missing or wrong; spans are
// checked to lie inside the text.
Result<Analysis> parse_analysis_json(std::string_view json);

}  // namespace earwitness::base
