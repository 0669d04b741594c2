#include "serve/mcp.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "earwitness/engine.h"
#include "search/search.h"
#include "search/snippet.h"
#include "serve/records_json.h"
#include "text/utf8.h"

namespace earwitness::serve {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kRevision = "2025-06-18";
constexpr std::size_t kMaxHits = 50;
constexpr std::size_t kMaxCitedBytes = 20'000;

// Of JSON-RPC 2.0.
constexpr int kParseError = -32700, kInvalidRequest = -32600, kMethodNotFound = -32601, kInvalidParams = -32602;

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string failure(const Json& id, int code, const std::string& message) {
    return dumped({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", message}}}});
}

std::string success(const Json& id, Json result) {
    return dumped({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
}

Json tools() {
    const Json text = {{"type", "string"}}, number = {{"type", "integer"}, {"minimum", 0}};
    Json query = text, limit = number;
    query["description"] =
        "Words, \"a phrase\", begin*, -without; filters speaker:, show:, kind:prediction, entity:<id>, since:2024-05";
    limit["maximum"] = kMaxHits;
    const Json search = {{"name", "search"},
                         {"description",
                          "Find what was said in the archive's podcasts. Each hit has the exact words, who said "
                          "them, in which episode, at which second, and their byte span for `cite`."},
                         {"inputSchema",
                          {{"type", "object"},
                           {"properties", {{"query", query}, {"limit", limit}}},
                           {"required", Json::array({"query"})}}}};
    const Json cite = {{"name", "cite"},
                       {"description",
                        "The exact words of a byte span of an episode's transcript, with a citation. Quote only "
                        "words that this tool returned."},
                       {"inputSchema",
                        {{"type", "object"},
                         {"properties", {{"episode", text}, {"begin", number}, {"end", number}}},
                         {"required", Json::array({"episode", "begin", "end"})}}}};
    return Json::array({search, cite});
}

// What a tool answers: the same as text and as an object.
Json tool_result(const Json& value) {
    return {{"content", Json::array({{{"type", "text"}, {"text", dumped(value)}}})}, {"structuredContent", value}};
}

// A tool that cannot do what was asked says so to the assistant, which may then ask better.
Json tool_failure(const std::string& message) {
    return {{"content", Json::array({{{"type", "text"}, {"text", message}}})}, {"isError", true}};
}

std::optional<std::size_t> number_in(const Json& arguments, const char* name) {
    const auto found = arguments.find(name);
    if (found == arguments.end() || !found->is_number_unsigned()) return std::nullopt;
    return found->get<std::size_t>();
}

std::string text_in(const Json& arguments, const char* name) {
    const auto found = arguments.find(name);
    return found != arguments.end() && found->is_string() ? found->get<std::string>() : "";
}

Json call_search(const search::Index& index, const Json& arguments) {
    const auto query = search::parse_query(text_in(arguments, "query"));
    if (!query) return tool_failure(query.error().message);
    const std::size_t limit = std::clamp<std::size_t>(number_in(arguments, "limit").value_or(10), 1, kMaxHits);
    const auto found = search::search(index, *query, {limit});
    if (!found) return tool_failure(found.error().message);
    return tool_result(search_json(*found));
}

Json call_cite(const store::Archive& archive, const Json& arguments) {
    const std::string id = text_in(arguments, "episode");
    const auto begin = number_in(arguments, "begin"), end = number_in(arguments, "end");
    if (id.empty() || !begin || !end) return tool_failure("cite needs episode (an id), begin and end (bytes)");
    const auto episode = archive.find_episode(id);
    if (!episode) return tool_failure(episode.error().message);
    if (!*episode) return tool_failure("no episode " + id + "; take the id from a hit of `search`");
    const auto transcript = archive.transcript((*episode)->transcript_key);
    if (!transcript) return tool_failure(transcript.error().message);
    if (!*transcript) return tool_failure(id + " has no transcript yet");
    const std::string& text = (*transcript)->text;
    if (*begin >= *end || *end > text.size() || *end - *begin > kMaxCitedBytes)
        return tool_failure("bytes " + std::to_string(*begin) + " to " + std::to_string(*end) +
                            ": not a span of at most " + std::to_string(kMaxCitedBytes) + " inside the transcript's " +
                            std::to_string(text.size()));
    if (!text::is_boundary(text, *begin) || !text::is_boundary(text, *end))
        return tool_failure("begin or end lies inside a character; take them from a hit of `search`");
    const Span span = {static_cast<std::uint32_t>(*begin), static_cast<std::uint32_t>(*end)};
    const auto start_ms = search::time_at(**transcript, span.begin);
    const int speaker = search::speaker_at(**transcript, span.begin);
    const std::string name = speaker < 0 ? "" : (*transcript)->speakers[static_cast<std::size_t>(speaker)].name;
    const Episode& about = (*episode)->episode;
    const std::string day = about.published_at ? base::format_utc(*about.published_at).substr(0, 10) : "";
    std::string source = name.empty() ? "" : name + ", ";
    source += "“" + about.title + "”, " + (*episode)->show_title;
    if (!day.empty()) source += ", " + day;
    if (start_ms) source += ", at " + base::format_position(*start_ms);
    return tool_result({{"episode", id},
                        {"begin", span.begin},
                        {"end", span.end},
                        {"words", span.in(text)},
                        {"speaker", name.empty() ? Json() : Json(name)},
                        {"start_ms", start_ms ? Json(*start_ms) : Json()},
                        {"title", about.title},
                        {"show", (*episode)->show_title},
                        {"published", day.empty() ? Json() : Json(day)},
                        {"link", about.link},
                        {"citation", source},
                        {"transcript_sha256", (*transcript)->sha256}});
}

std::string answer_call(const search::Index& index, const Json& id, const Json& params) {
    const std::string name = text_in(params, "name");
    const auto given = params.find("arguments");
    const Json arguments = given != params.end() && given->is_object() ? *given : Json::object();
    if (name == "search") return success(id, call_search(index, arguments));
    if (name == "cite") return success(id, call_cite(index.archive(), arguments));
    return failure(id, kInvalidParams, "no tool " + name.substr(0, 80) + "; there are search and cite");
}

}  // namespace

std::optional<std::string> answer_mcp(const search::Index& index, std::string_view message) {
    const Json request = Json::parse(message.begin(), message.end(), nullptr, false);
    if (request.is_discarded()) return failure(nullptr, kParseError, "the message is no JSON");
    const bool sound =
        request.is_object() && request.value("jsonrpc", Json()) == "2.0" && request.value("method", Json()).is_string();
    const Json id = request.is_object() ? request.value("id", Json()) : Json();
    const bool sound_id = id.is_null() || id.is_string() || id.is_number();
    if (!sound || !sound_id)
        return failure(sound_id ? id : Json(), kInvalidRequest, "a message is one JSON-RPC 2.0 request, not a list");
    if (!request.contains("id")) return std::nullopt;
    const std::string method = request["method"].get<std::string>();
    const auto given = request.find("params");
    const Json params = given != request.end() && given->is_object() ? *given : Json::object();
    if (method == "initialize")
        return success(id, {{"protocolVersion", kRevision},
                            {"capabilities", {{"tools", Json::object()}}},
                            {"serverInfo", {{"name", "earwitness"}, {"version", kProducer}}},
                            {"instructions",
                             "Searches podcasts. Quote with `cite`, which returns exact words and their source."}});
    if (method == "ping") return success(id, Json::object());
    if (method == "tools/list") return success(id, {{"tools", tools()}});
    if (method == "tools/call") return answer_call(index, id, params);
    return failure(id, kMethodNotFound, "no method " + method.substr(0, 80));
}

}  // namespace earwitness::serve
