// The transcript inside an analysis's JSON, read for checking. Internal to verify/.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "transcript/json_value.h"
#include "verify/evidence.h"

namespace earwitness::verify {

// Absent, with the reason, where schema, text, hash, speakers or segments are missing or of the wrong type. Spans
// are taken as they are (those outside of 32 bits become empty ones): the checks judge them.
std::optional<Evidence> read_evidence(const transcript::JsonValue& root, std::string& why);

// "begin" and "end" where both are whole numbers.
std::optional<std::pair<std::int64_t, std::int64_t>> read_span(const transcript::JsonValue& item);

// A JSON value for messages.
std::string shown(const transcript::JsonValue& value);

}  // namespace earwitness::verify
