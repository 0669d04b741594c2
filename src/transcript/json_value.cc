#include "transcript/json_value.h"

#include <charconv>
#include <cmath>

#include "transcript/timestamp.h"

namespace earwitness::transcript {

const JsonValue* member(const JsonValue& value, std::string_view key) {
    if (!value.IsObject()) return nullptr;
    const JsonValue name(rapidjson::StringRef(key.data(), static_cast<rapidjson::SizeType>(key.size())));
    const auto found = value.FindMember(name);
    return found == value.MemberEnd() || found->value.IsNull() ? nullptr : &found->value;
}

const JsonValue* member(const JsonValue& value, std::initializer_list<std::string_view> keys) {
    for (const auto key : keys)
        if (const auto* found = member(value, key)) return found;
    return nullptr;
}

const JsonValue* array_member(const JsonValue& value, std::string_view key) {
    const auto* found = member(value, key);
    return found != nullptr && found->IsArray() ? found : nullptr;
}

std::string_view string_of(const JsonValue* value) {
    if (value == nullptr || !value->IsString()) return {};
    return {value->GetString(), value->GetStringLength()};
}

std::string_view string_member(const JsonValue& value, std::string_view key) { return string_of(member(value, key)); }

std::optional<double> number_of(const JsonValue* value) {
    if (value == nullptr) return {};
    if (value->IsNumber()) return value->GetDouble();
    std::string_view text = string_of(value);
    if (text.empty() || text.size() > 40) return {};
    if (text.back() == 's') text.remove_suffix(1);
    double out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return out;
}

std::optional<std::int64_t> time_of(const JsonValue* value) {
    if (value == nullptr) return {};
    if (value->IsObject()) {
        const auto seconds = number_of(member(*value, "seconds")), nanos = number_of(member(*value, "nanos"));
        return seconds_to_ms(seconds.value_or(0) + nanos.value_or(0) / 1e9);
    }
    if (const auto seconds = number_of(value)) return seconds_to_ms(*seconds);
    return parse_time(string_of(value));
}

std::optional<std::int64_t> milliseconds_of(const JsonValue* value) {
    const auto number = number_of(value);
    if (!number) return {};
    return seconds_to_ms(*number / 1000);
}

std::string speaker_label(const JsonValue* value) {
    if (value == nullptr) return {};
    if (value->IsInt64()) return "Speaker " + std::to_string(value->GetInt64());
    if (value->IsObject()) return speaker_label(member(*value, {"name", "label", "id"}));
    const std::string_view label = string_of(value);
    const bool is_id =
        label.size() == 1 || (label.size() <= 3 && label.find_first_not_of("0123456789") == std::string_view::npos);
    if (label.empty()) return {};
    return is_id ? "Speaker " + std::string(label) : std::string(label);
}

}  // namespace earwitness::transcript
