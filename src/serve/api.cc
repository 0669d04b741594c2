#include "serve/api.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "search/known_filters.h"
#include "search/search.h"
#include "serve/atom.h"
#include "serve/openapi.h"
#include "serve/records_json.h"
#include "serve/table.h"

namespace earwitness::serve {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kDefaultLimit = 50;
constexpr std::size_t kMaxLimit = 1000;
constexpr std::size_t kMaxParameterBytes = 1000;
constexpr std::size_t kMaxOffset = 100'000;
constexpr std::string_view kVersion = "/api/v1";

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

Error bad(const std::string& what) { return make_error(ErrorCode::kInvalidArgument, what); }

// Reads and checks the parameters of one request; what nobody asked for is an error, so that a typing mistake is seen.
class Parameters {
  public:
    explicit Parameters(const Request& request) : query_(request.query) {}

    std::string text(const char* name) {
        const auto found = query_.find(name);
        known_.insert(name);
        if (found == query_.end()) return {};
        if (found->second.size() > kMaxParameterBytes)
            fail(std::string(name) + ": longer than " + std::to_string(kMaxParameterBytes) + " bytes");
        return found->second;
    }
    std::size_t number(const char* name, std::size_t standard, std::size_t least, std::size_t most) {
        const std::string value = text(name);
        if (value.empty()) return standard;
        std::size_t number = 0;
        const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (code != std::errc() || end != value.data() + value.size() || number < least || number > most)
            fail(std::string(name) + "=" + value + ": not a number from " + std::to_string(least) + " to " +
                 std::to_string(most));
        return number;
    }
    // One of the words, the first where none is given.
    std::string one_of(const char* name, const std::vector<std::string>& words) {
        const std::string value = text(name);
        if (value.empty()) return words.front();
        if (std::find(words.begin(), words.end(), value) != words.end()) return value;
        std::string all;
        for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
        fail(std::string(name) + "=" + value + ": not one of " + all);
        return words.front();
    }
    // As the commands read --since and --until: a month or a year is its first day, or behind its last.
    std::optional<std::int64_t> day(const char* name, bool end_of) {
        const std::string value = text(name);
        if (value.empty()) return std::nullopt;
        const auto seconds = search::parse_day(value, end_of);
        if (seconds) return *seconds;
        fail(std::string(name) + ": " + seconds.error().message);
        return std::nullopt;
    }
    // The first thing that was wrong, or a parameter that nobody knows.
    std::optional<Error> problem() {
        for (const auto& [name, value] : query_)
            if (known_.count(name) == 0) fail("unknown parameter " + name.substr(0, 40));
        return problem_;
    }

  private:
    void fail(const std::string& what) {
        if (!problem_) problem_ = bad(what);
    }
    const std::map<std::string, std::string>& query_;
    std::set<std::string> known_;
    std::optional<Error> problem_;
};

store::FindingFilter read_filter(Parameters& parameters) {
    store::FindingFilter filter;
    filter.show = parameters.text("show");
    filter.episode = parameters.text("episode");
    filter.speaker = parameters.text("speaker");
    filter.type = parameters.text("type");
    filter.entity = parameters.text("entity");
    filter.since = parameters.day("since", false);
    filter.until = parameters.day("until", true);
    return filter;
}

// Which part of a list is asked for.
struct Slice {
    std::size_t limit = kDefaultLimit, offset = 0;
    std::string format = "json";
    std::size_t end() const { return limit + offset; }
};

Slice read_slice(Parameters& parameters) {
    Slice slice;
    slice.limit = parameters.number("limit", kDefaultLimit, 1, kMaxLimit);
    slice.offset = parameters.number("offset", 0, 0, kMaxOffset);
    slice.format = parameters.one_of("format", {"json", "csv", "jsonl"});
    return slice;
}

// The same request for the slice behind this one.
std::string next_address(const Request& request, const Slice& slice) {
    std::string address = request.path;
    char sign = '?';
    const auto add = [&](std::string_view name, std::string_view value) {
        address += std::exchange(sign, '&');
        address.append(name).append("=").append(percent_encoded(value));
    };
    for (const auto& [name, value] : request.query)
        if (name != "limit" && name != "offset") add(name, value);
    add("limit", std::to_string(slice.limit));
    add("offset", std::to_string(slice.end()));
    return address;
}

// `records` hold the slice and, where there are more, one behind it. Version 1 says where the list goes on.
template <typename Records>
Answer list(const Result<Records>& records, const Request& request, const Slice& slice) {
    if (!records) return error_answer(records.error());
    Json items = Json::array();
    for (std::size_t i = slice.offset; i < std::min(records->size(), slice.end()); ++i)
        items.push_back(to_json((*records)[i]));
    if (slice.format != "json") {
        const bool csv = slice.format == "csv";
        Answer answer = json_answer(csv ? to_csv(items) : to_json_lines(items));
        answer.type = csv ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8";
        return answer;
    }
    if (request.path.rfind(kVersion, 0) != 0) return json_answer(dumped(items));
    const Json next = records->size() > slice.end() ? Json(next_address(request, slice)) : Json();
    return json_answer(dumped({{"items", std::move(items)}, {"next", next}}));
}

// Likewise, and where there are none, whether a filter names nobody.
template <typename Records>
Answer list_filtered(const search::Index& index, const Result<Records>& records, const store::FindingFilter& filter,
                     const Request& request, const Slice& slice) {
    if (records && records->empty())
        if (const auto known = search::expect_known(index, filter); !known) return error_answer(known.error());
    return list(records, request, slice);
}

Answer list_episodes(const search::Index& index, const Request& request) {
    Parameters parameters(request);
    store::FindingFilter filter;
    filter.show = parameters.text("show");
    const Slice slice = read_slice(parameters);
    if (const auto problem = parameters.problem()) return error_answer(*problem);
    auto episodes = index.archive().episodes(filter.show);
    if (!episodes) return error_answer(episodes.error());
    if (episodes->empty())
        if (const auto known = search::expect_known(index, filter); !known) return error_answer(known.error());
    if (request.path.rfind(kVersion, 0) == 0 || slice.format != "json") return list(episodes, request, slice);
    Json items = Json::array();
    for (std::size_t i = slice.offset; i < std::min(episodes->size(), slice.end()); ++i)
        items.push_back(to_json((*episodes)[i]));
    return json_answer(dumped({{"total", episodes->size()}, {"episodes", std::move(items)}}));
}

Answer one_episode(const store::Archive& archive, const std::string& id) {
    const auto episode = archive.find_episode(id);
    if (!episode) return error_answer(episode.error());
    if (!*episode) return error_answer(make_error(ErrorCode::kNotFound, "no episode " + id));
    const auto analysis = archive.analysis_json((*episode)->row);
    if (!analysis) return error_answer(analysis.error());
    const auto stages = archive.stages((*episode)->row);
    if (!stages) return error_answer(stages.error());
    Json waits = Json::array();
    for (const store::StageRecord& stage : *stages)
        if (stage.state != store::StageState::kDone)
            waits.push_back({{"stage", store::stage_name(stage.stage)},
                             {"failed", stage.state == store::StageState::kFailed},
                             {"reason", stage.reason}});
    Json json = to_json(**episode);
    json["open_stages"] = std::move(waits);
    // The analysis is JSON already: it is put in as it is.
    std::string body = dumped(json);
    body.resize(body.size() - 2);
    return json_answer(body + ",\"analysis\":" + (*analysis ? **analysis : "null") + "}\n");
}

Answer one_entity(const store::Archive& archive, const std::string& id) {
    store::FindingFilter filter;
    filter.entity = id;
    const auto entities = archive.entities(filter);
    if (!entities) return error_answer(entities.error());
    if (entities->empty()) return error_answer(make_error(ErrorCode::kNotFound, "no entity " + id));
    const auto episodes = archive.entity_episodes(id);
    if (!episodes) return error_answer(episodes.error());
    const store::EntityRecord& entity = entities->front();
    Json json = {{"entity", id},
                 {"name", entity.name},
                 {"type", entity_type_name(entity.type)},
                 {"category", entity.category},
                 {"mentions", entity.mentions},
                 {"episodes", Json::array()}};
    for (const auto& episode : *episodes) json["episodes"].push_back(to_json(episode));
    return json_answer(dumped(json));
}

Answer list_findings(const search::Index& index, const Request& request, const char* kind) {
    Parameters parameters(request);
    store::FindingFilter filter = read_filter(parameters);
    const Slice slice = read_slice(parameters);
    filter.limit = slice.end() + 1;
    filter.kind = kind;
    if (!filter.type.empty() && !insight_type_from(filter.type))
        return error_answer(bad("type=" + filter.type + ": not a type of insight"));
    if (const auto problem = parameters.problem()) return error_answer(*problem);
    return list_filtered(index, index.archive().findings(filter), filter, request, slice);
}

Answer list_entities(const search::Index& index, const Request& request) {
    Parameters parameters(request);
    store::FindingFilter filter = read_filter(parameters);
    const Slice slice = read_slice(parameters);
    filter.limit = slice.end() + 1;
    if (!filter.type.empty() && !entity_type_from(filter.type))
        return error_answer(bad("type=" + filter.type + ": not an entity type such as PERSON"));
    if (const auto problem = parameters.problem()) return error_answer(*problem);
    return list_filtered(index, index.archive().entities(filter), filter, request, slice);
}

Answer list_topics(const search::Index& index, const Request& request) {
    Parameters parameters(request);
    store::FindingFilter filter = read_filter(parameters);
    const Slice slice = read_slice(parameters);
    filter.limit = slice.end() + 1;
    if (const auto problem = parameters.problem()) return error_answer(*problem);
    return list_filtered(index, index.archive().topics(filter), filter, request, slice);
}

// `q` is the query language of docs/search.md, with its filters.
Answer answer_search(const search::Index& index, const Request& request) {
    Parameters parameters(request);
    const std::string text = parameters.text("q");
    const std::size_t limit = parameters.number("limit", 10, 1, 200);
    if (const auto problem = parameters.problem()) return error_answer(*problem);
    const auto query = search::parse_query(text);
    if (!query) return error_answer(query.error());
    const auto found = search::search(index, *query, {limit});
    if (!found) return error_answer(found.error());
    return json_answer(dumped(search_json(*found)));
}

Answer answer_feed(const search::Index& index, const Request& request) {
    Parameters parameters(request);
    const std::string text = parameters.text("q");
    const std::size_t limit = parameters.number("limit", kDefaultLimit, 1, 200);
    if (const auto problem = parameters.problem()) return error_answer(*problem);
    const auto query = search::parse_query(text);
    if (!query) return error_answer(query.error());
    search::SearchOptions options{limit};
    options.order = search::Order::kNewest;
    const auto found = search::search(index, *query, options);
    if (!found) return error_answer(found.error());
    Answer answer = json_answer(atom_feed(text, request, found->hits));
    answer.type = "application/atom+xml; charset=utf-8";
    return answer;
}

// A path of the API: how it is asked and who answers. The document and the answers come from this one table.
struct Route {
    Operation operation;
    Answer (*answer)(const search::Index&, const Request&, const std::string& id);
};

Answer list_shows(const store::Archive& archive, const Request& request) {
    Parameters parameters(request);
    const Slice slice = read_slice(parameters);
    if (const auto problem = parameters.problem()) return error_answer(*problem);
    return list(archive.shows(), request, slice);
}

Answer describe(const search::Index&, const Request&, const std::string&);

const std::vector<Route>& routes() {
    using I = const search::Index&;
    using R = const Request&;
    using S = const std::string&;
    static const std::vector<std::string> kFilters = {"show",  "episode", "speaker", "entity", "since",
                                                      "until", "limit",   "offset",  "format"};
    static const auto with_type = [](std::vector<std::string> names) {
        names.insert(names.begin(), "type");
        return names;
    };
    static const std::vector<Route> kRoutes = {
        {{"/openapi.json", "This document", {}, Shape::kObject}, describe},
        {{"/shows", "The shows", {"limit", "offset", "format"}, Shape::kList},
         [](I i, R r, S) { return list_shows(i.archive(), r); }},
        {{"/episodes", "The episodes, by show, the newest first", {"show", "limit", "offset", "format"}, Shape::kList},
         [](I i, R r, S) { return list_episodes(i, r); }},
        {{"/episodes/{id}", "An episode, what it waits for, and its analysis", {}, Shape::kObject},
         [](I i, R, S id) { return one_episode(i.archive(), id); }},
        {{"/entities", "Who and what was named", with_type(kFilters), Shape::kList},
         [](I i, R r, S) { return list_entities(i, r); }},
        {{"/entities/{id}", "An entity and the episodes that name it", {}, Shape::kObject},
         [](I i, R, S id) { return one_entity(i.archive(), id); }},
        {{"/quotes", "Quotes, the best first", with_type(kFilters), Shape::kList},
         [](I i, R r, S) { return list_findings(i, r, "quote"); }},
        {{"/insights", "Predictions, recommendations and other insights", with_type(kFilters), Shape::kList},
         [](I i, R r, S) { return list_findings(i, r, "insight"); }},
        {{"/topics", "What was talked about", with_type(kFilters), Shape::kList},
         [](I i, R r, S) { return list_topics(i, r); }},
        {{"/search", "Passages or findings that answer a query", {"q", "limit"}, Shape::kSearch},
         [](I i, R r, S) { return answer_search(i, r); }},
        {{"/feed", "The newest of what answers a query, as an Atom feed", {"q", "limit"}, Shape::kAtom},
         [](I i, R r, S) { return answer_feed(i, r); }},
    };
    return kRoutes;
}

Answer describe(const search::Index&, const Request&, const std::string&) {
    std::vector<Operation> operations;
    for (const Route& route : routes()) operations.push_back(route.operation);
    return json_answer(openapi_document(operations));
}

// What stands for {id}, or nothing where the path is another one.
std::optional<std::string> match(std::string_view pattern, std::string_view path) {
    const auto brace = pattern.find('{');
    if (brace == std::string_view::npos) return pattern == path ? std::optional(std::string()) : std::nullopt;
    if (path.size() <= brace || path.substr(0, brace) != pattern.substr(0, brace)) return std::nullopt;
    return std::string(path.substr(brace));
}

}  // namespace

Answer answer_api(const search::Index& index, const Request& request) {
    std::string_view path = request.path;
    path.remove_prefix(path.rfind(kVersion, 0) == 0 ? kVersion.size() : std::string_view("/api").size());
    if (path.empty() || path == "/") {
        Json paths = Json::array();
        for (const Route& route : routes()) paths.push_back(std::string(kVersion) + route.operation.path);
        return json_answer(dumped({{"paths", std::move(paths)}}));
    }
    for (const Route& route : routes())
        if (const auto id = match(route.operation.path, path)) return route.answer(index, request, *id);
    return error_answer(
        make_error(ErrorCode::kNotFound, "no such path: " + request.path.substr(0, 200) + "; /api lists them"));
}

}  // namespace earwitness::serve
