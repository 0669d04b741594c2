// The part of an analysis that a language model added ("llm", docs/analysis-json.md), checked: it names its model, its
// quotations are spans of the transcript, and each of its own sentences cites findings of this analysis that bear it
// out. Internal to verify/.
#pragma once

#include <string>
#include <string_view>

#include "transcript/json_value.h"
#include "verify/evidence.h"
#include "verify/report.h"

namespace earwitness::verify {

// Where the analysis has such a part, it is put into `evidence`, for its pages.
void check_model_part(const transcript::JsonValue& analysis, Evidence& evidence, std::string_view file,
                      const std::string& prefix, Report& report);

}  // namespace earwitness::verify
