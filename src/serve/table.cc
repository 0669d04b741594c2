#include "serve/table.h"

#include <nlohmann/json.hpp>
#include <vector>

namespace earwitness::serve {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string cell(const Json& value) {
    if (value.is_null()) return "";
    if (!value.is_string()) {
        const std::string json = dumped(value);
        if (!value.is_structured()) return json;
        std::string quoted = "\"";
        for (const char c : json) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
        return quoted + '"';
    }
    std::string text = value.get<std::string>();
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        text.insert(0, 1, '\'');
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

}  // namespace

std::string to_csv(const Json& items) {
    std::vector<std::string> names;
    if (!items.empty())
        for (const auto& [name, value] : items.front().items()) names.push_back(name);
    std::string csv;
    for (std::size_t i = 0; i < names.size(); ++i) csv += (i > 0 ? "," : "") + names[i];
    if (!names.empty()) csv += "\r\n";
    for (const Json& item : items) {
        std::string row;
        for (std::size_t i = 0; i < names.size(); ++i)
            row += (i > 0 ? "," : "") + cell(item.contains(names[i]) ? item[names[i]] : Json());
        csv += row + "\r\n";
    }
    return csv;
}

std::string to_json_lines(const Json& items) {
    std::string lines;
    for (const Json& item : items) lines += dumped(item) + "\n";
    return lines;
}

}  // namespace earwitness::serve
