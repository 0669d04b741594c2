// A YAML value as a page's front matter holds it: scalars with their YAML 1.1 type and their words, lists, maps in
// their order. Plain data: yaml_read.h makes it, yaml_write.h writes it, episode_page.h gives it meaning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earwitness::jekyll {

enum class ValueKind { kNull, kBool, kInt, kFloat, kTimestamp, kString, kList, kMap };
std::string_view value_kind_name(
    ValueKind kind);  // "null", "bool", "int", "float", "timestamp", "string", "list", "map"

struct Entry;

struct Value {
    ValueKind kind = ValueKind::kNull;
    std::uint32_t line = 0;  // 1-based line of the page where it begins; 0 where it was not read from one
    std::string text;  // of a scalar: a string's characters, of the others what stands in the page ("0.30", "yes")
    std::vector<Value> items;    // of a list
    std::vector<Entry> entries;  // of a map

    static Value string(std::string_view text);
    static Value integer(std::int64_t number);
    static Value real(double number);  // finite; written as Python's repr does, as PyYAML dumps it: "0.3", "1.0e+20"
    static Value boolean(bool yes);
    static Value list();
    static Value map();

    bool is_string() const { return kind == ValueKind::kString; }
    bool is_list() const { return kind == ValueKind::kList; }
    bool is_map() const { return kind == ValueKind::kMap; }
    bool is_scalar() const { return !is_list() && !is_map(); }

    // Of a map: the value under a string key, nullptr where there is none (or this is no map).
    const Value* find(std::string_view key) const;
    Value* find(std::string_view key);
    // Of a map: puts the value in the key's place, or behind the others.
    Value& set(std::string_view key, Value value);

    std::optional<std::int64_t> as_integer() const;  // of an int in decimal that fits
    std::optional<double> as_number() const;         // of an int or float in plain notation
    std::optional<bool> as_boolean() const;          // of true, yes, on, false, no, off in YAML's three cases

    // Same kinds, words and order; lines do not count.
    bool operator==(const Value& other) const;
};

struct Entry {
    Value key;  // a scalar
    Value value;
};

}  // namespace earwitness::jekyll
