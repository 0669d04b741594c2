#include "jekyll/value.h"

#include <array>
#include <charconv>
#include <utility>

namespace earwitness::jekyll {

std::string_view value_kind_name(ValueKind kind) {
    constexpr std::array<std::string_view, 8> kNames = {"null",      "bool",   "int",  "float",
                                                        "timestamp", "string", "list", "map"};
    return kNames[static_cast<std::size_t>(kind)];
}

Value Value::string(std::string_view text) {
    Value value;
    value.kind = ValueKind::kString;
    value.text = text;
    return value;
}

Value Value::integer(std::int64_t number) {
    Value value;
    value.kind = ValueKind::kInt;
    value.text = std::to_string(number);
    return value;
}

Value Value::real(double number) {
    std::array<char, 64> digits{};
    // Python writes an exponent from 1e16 on and below 1e-4; the shortest digits that read back are the same.
    const double size = number < 0 ? -number : number;
    const bool scientific = size != 0 && (size >= 1e16 || size < 1e-4);
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                   scientific ? std::chars_format::scientific : std::chars_format::fixed);
    Value value;
    value.kind = ValueKind::kFloat;
    value.text.assign(digits.data(), end.ptr);
    // YAML 1.1 takes a number for a float only where it has a point.
    if (value.text.find('.') == std::string::npos) {
        const auto exponent = value.text.find('e');
        value.text.insert(exponent == std::string::npos ? value.text.size() : exponent, ".0");
    }
    return value;
}

Value Value::boolean(bool yes) {
    Value value;
    value.kind = ValueKind::kBool;
    value.text = yes ? "true" : "false";
    return value;
}

Value Value::list() {
    Value value;
    value.kind = ValueKind::kList;
    return value;
}

Value Value::map() {
    Value value;
    value.kind = ValueKind::kMap;
    return value;
}

const Value* Value::find(std::string_view key) const {
    for (const Entry& entry : entries)
        if (entry.key.is_string() && entry.key.text == key) return &entry.value;
    return nullptr;
}

Value* Value::find(std::string_view key) { return const_cast<Value*>(std::as_const(*this).find(key)); }

Value& Value::set(std::string_view key, Value value) {
    if (Value* known = find(key)) return *known = std::move(value);
    return entries.emplace_back(Entry{string(key), std::move(value)}).value;
}

std::optional<std::int64_t> Value::as_integer() const {
    if (kind != ValueKind::kInt) return {};
    std::string_view digits = text;
    if (digits.starts_with('+')) digits.remove_prefix(1);
    std::int64_t number = 0;
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (end.ec != std::errc{} || end.ptr != digits.data() + digits.size()) return {};
    return number;
}

std::optional<double> Value::as_number() const {
    if (kind != ValueKind::kInt && kind != ValueKind::kFloat) return {};
    std::string_view digits = text;
    if (digits.starts_with('+')) digits.remove_prefix(1);
    double number = 0;
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (end.ec != std::errc{} || end.ptr != digits.data() + digits.size()) return {};
    return number;
}

std::optional<bool> Value::as_boolean() const {
    if (kind != ValueKind::kBool || text.empty()) return {};
    // The resolver let only YAML's words through: yes, true, on; no, false, off.
    const char first = text[0], second = text.size() > 1 ? text[1] : '\0';
    if (first == 'y' || first == 'Y' || first == 't' || first == 'T') return true;
    if (first == 'o' || first == 'O') return second == 'n' || second == 'N';
    return false;
}

bool Value::operator==(const Value& other) const {
    if (kind != other.kind || text != other.text || items != other.items || entries.size() != other.entries.size())
        return false;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (!(entries[i].key == other.entries[i].key) || !(entries[i].value == other.entries[i].value)) return false;
    return true;
}

}  // namespace earwitness::jekyll
