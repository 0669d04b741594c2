#include "serve/openapi.h"

#include <map>
#include <nlohmann/json.hpp>

#include "earwitness/engine.h"

namespace earwitness::serve {
namespace {

using Json = nlohmann::ordered_json;

const std::map<std::string, std::pair<const char*, const char*>>& meanings() {
    static const std::map<std::string, std::pair<const char*, const char*>> kMeanings = {
        {"q", {"string", "The query; its language is docs/search.md's"}},
        {"show", {"string", "Only of this show: its id"}},
        {"episode", {"string", "Only of this episode: its id"}},
        {"speaker", {"string", "Only by this speaker, as labelled"}},
        {"entity", {"string", "Only where this entity is named: its id"}},
        {"type", {"string", "An entity type such as PERSON, or a type of insight such as prediction"}},
        {"since", {"string", "Episodes of this day or later: 2025-05-14, 2025-05 or 2025"}},
        {"until", {"string", "Episodes of this day or earlier"}},
        {"limit", {"integer", "At most so many"}},
        {"offset", {"integer", "Leave out so many first"}},
        {"format", {"string", "json, csv or jsonl"}},
    };
    return kMeanings;
}

Json schema_of(Shape shape) {
    const Json any = {{"type", "object"}};
    if (shape == Shape::kList)
        return {{"type", "object"},
                {"required", Json::array({"items", "next"})},
                {"properties",
                 {{"items", {{"type", "array"}, {"items", any}}},
                  {"next", {{"type", Json::array({"string", "null"})}, {"description", "Where the list goes on"}}}}}};
    if (shape == Shape::kSearch)
        return {{"type", "object"},
                {"required", Json::array({"episodes", "searched", "suggestions", "hits"})},
                {"properties",
                 {{"episodes", {{"type", "integer"}}},
                  {"searched", any},
                  {"suggestions", {{"type", "array"}, {"items", any}}},
                  {"hits", {{"type", "array"}, {"items", any}}}}}};
    return any;
}

Json parameter(const std::string& name) {
    const auto& [type, meaning] = meanings().at(name);
    return {{"name", name},
            {"in", "query"},
            {"required", name == "q"},
            {"description", meaning},
            {"schema", {{"type", type}}}};
}

Json operation_json(const Operation& operation) {
    Json parameters = Json::array();
    if (operation.path.find("{id}") != std::string::npos)
        parameters.push_back({{"name", "id"}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
    for (const std::string& name : operation.parameters) parameters.push_back(parameter(name));
    const char* type = operation.shape == Shape::kAtom ? "application/atom+xml" : "application/json";
    Json content;
    content[type] = {
        {"schema", operation.shape == Shape::kAtom ? Json{{"type", "string"}} : schema_of(operation.shape)}};
    const Json error = {{"$ref", "#/components/responses/Error"}};
    return {{"summary", operation.summary},
            {"parameters", std::move(parameters)},
            {"responses",
             {{"200", {{"description", operation.summary}, {"content", std::move(content)}}},
              {"400", error},
              {"404", error}}}};
}

}  // namespace

std::string openapi_document(const std::vector<Operation>& operations) {
    Json paths;
    for (const Operation& operation : operations) paths[operation.path]["get"] = operation_json(operation);
    const Json error = {{"type", "object"},
                        {"properties",
                         {{"error",
                           {{"type", "object"},
                            {"properties", {{"code", {{"type", "string"}}}, {"message", {{"type", "string"}}}}}}}}}};
    const Json document = {{"openapi", "3.1.0"},
                           {"info",
                            {{"title", "Earwitness"},
                             {"version", "1"},
                             {"description", std::string("Reads the archive. ").append(kProducer)}}},
                           {"servers", Json::array({{{"url", "/api/v1"}}})},
                           {"paths", std::move(paths)},
                           {"components",
                            {{"responses",
                              {{"Error",
                                {{"description", "What was wrong and what to do"},
                                 {"content", {{"application/json", {{"schema", error}}}}}}}}}}}};
    return document.dump(1) + "\n";
}

}  // namespace earwitness::serve
