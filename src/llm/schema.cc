#include <algorithm>

#include "llm/model.h"

namespace earwitness::llm {
namespace {

using nlohmann::json;

bool has_type(const json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    return false;
}

Error broken(const std::string& where, const std::string& why) {
    return make_error(ErrorCode::kMalformed, where + " " + why);
}

}  // namespace

Status check_schema(const json& value, const json& schema, const std::string& where) {
    const std::string type = schema.at("type");
    if (!has_type(value, type)) return broken(where, std::string("is ") + value.type_name() + ", not " + type);
    if (type == "string") {
        if (schema.contains("maxLength") &&
            value.get_ref<const std::string&>().size() > 4 * schema["maxLength"].get<std::size_t>())
            return broken(where, "is longer than " + schema["maxLength"].dump() + " characters");
        if (schema.contains("enum") &&
            std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
            return broken(where, "is none of the values that are asked for");
    }
    if (type == "array") {
        if (schema.contains("maxItems") && value.size() > schema["maxItems"].get<std::size_t>())
            return broken(where, "has more than " + schema["maxItems"].dump() + " items");
        for (std::size_t i = 0; i < value.size(); ++i)
            if (auto good = check_schema(value[i], schema.at("items"), where + "[" + std::to_string(i) + "]"); !good)
                return good;
    }
    if (type == "object") {
        const json& properties = schema.at("properties");
        for (const auto& name : schema.at("required"))
            if (!value.contains(name.get_ref<const std::string&>())) return broken(where, "has no " + name.dump());
        for (const auto& [name, one] : value.items()) {
            if (!properties.contains(name)) return broken(where, "has a property that nobody asked for");
            if (auto good = check_schema(one, properties[name], where + "." + name); !good) return good;
        }
    }
    return {};
}

}  // namespace earwitness::llm
