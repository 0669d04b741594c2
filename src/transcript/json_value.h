// Looking into JSON that may be anything: every accessor answers "not there" rather than assert or throw. Internal to
// the JSON readers of transcript/; verify/ reads with it too.
#pragma once

// No recursion while parsing, so that depth cannot exhaust the stack.
#include <rapidjson/document.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "transcript/cue.h"

namespace earwitness::transcript {

using JsonValue = rapidjson::Value;

// nullptr where `value` is no object, or has no such member, or it is null.
const JsonValue* member(const JsonValue& value, std::string_view key);
// The first of several spellings.
const JsonValue* member(const JsonValue& value, std::initializer_list<std::string_view> keys);
// A member that is an array (empty ones too) or nullptr.
const JsonValue* array_member(const JsonValue& value, std::string_view key);

// "" where it is no string.
std::string_view string_of(const JsonValue* value);
std::string_view string_member(const JsonValue& value, std::string_view key);

// A number, or a string that holds nothing else ("13.03", "1.2s").
std::optional<double> number_of(const JsonValue* value);

// Seconds as number, "13.03", "1.2s", "00:01:02.5" or {"seconds","nanos"} to milliseconds.
std::optional<std::int64_t> time_of(const JsonValue* value);
// A number of milliseconds.
std::optional<std::int64_t> milliseconds_of(const JsonValue* value);

// Labels of recognisers are often bare ids: 0 or "A" becomes "Speaker 0", "Speaker A"; longer ones stay.
std::string speaker_label(const JsonValue* value);

}  // namespace earwitness::transcript
