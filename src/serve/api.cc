#include "serve/api.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "search/search.h"
#include "serve/records_json.h"

namespace earwitness::serve {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kDefaultLimit = 50;
constexpr std::size_t kMaxLimit = 1000;
constexpr std::size_t kMaxParameterBytes = 1000;

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
    filter.limit = parameters.number("limit", kDefaultLimit, 1, kMaxLimit);
    return filter;
}

template <typename Records>
Answer list(const Result<Records>& records) {
    if (!records) return error_answer(records.error());
    Json items = Json::array();
    for (const auto& record : *records) items.push_back(to_json(record));
    return json_answer(dumped(items));
}

Answer list_episodes(const store::Archive& archive, const Request& request) {
    Parameters parameters(request);
    const std::string show = parameters.text("show");
    const std::size_t limit = parameters.number("limit", kDefaultLimit, 1, kMaxLimit);
    const std::size_t offset = parameters.number("offset", 0, 0, 100'000'000);
    if (const auto problem = parameters.problem()) return error_answer(*problem);
    auto episodes = archive.episodes(show);
    if (!episodes) return error_answer(episodes.error());
    Json items = Json::array();
    for (std::size_t i = offset; i < episodes->size() && items.size() < limit; ++i)
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

Answer list_findings(const store::Archive& archive, const Request& request, const char* kind) {
    Parameters parameters(request);
    store::FindingFilter filter = read_filter(parameters);
    filter.kind = kind;
    if (!filter.type.empty() && !insight_type_from(filter.type))
        return error_answer(bad("type=" + filter.type + ": not a type of insight"));
    if (const auto problem = parameters.problem()) return error_answer(*problem);
    return list(archive.findings(filter));
}

Answer list_entities(const store::Archive& archive, const Request& request) {
    Parameters parameters(request);
    const store::FindingFilter filter = read_filter(parameters);
    if (!filter.type.empty() && !entity_type_from(filter.type))
        return error_answer(bad("type=" + filter.type + ": not an entity type such as PERSON"));
    if (const auto problem = parameters.problem()) return error_answer(*problem);
    return list(archive.entities(filter));
}

Answer list_topics(const store::Archive& archive, const Request& request) {
    Parameters parameters(request);
    const store::FindingFilter filter = read_filter(parameters);
    if (const auto problem = parameters.problem()) return error_answer(*problem);
    return list(archive.topics(filter));
}

// `q` is the query language of docs/search.md, with its filters.
Answer answer_search(const store::Archive& archive, const Request& request) {
    Parameters parameters(request);
    const std::string text = parameters.text("q");
    const std::size_t limit = parameters.number("limit", 10, 1, 200);
    if (const auto problem = parameters.problem()) return error_answer(*problem);
    const auto query = search::parse_query(text);
    if (!query) return error_answer(query.error());
    const auto found = search::search(archive, *query, {limit});
    if (!found) return error_answer(found.error());
    Json hits = Json::array();
    for (const search::Hit& hit : found->hits) hits.push_back(to_json(hit));
    return json_answer(dumped({{"episodes", found->episodes}, {"hits", std::move(hits)}}));
}

// What follows `prefix` in the path, where something does.
std::optional<std::string> rest_of(const std::string& path, std::string_view prefix) {
    if (path.size() <= prefix.size() || path.compare(0, prefix.size(), prefix) != 0) return std::nullopt;
    return path.substr(prefix.size());
}

}  // namespace

Answer answer_api(const store::Archive& archive, const Request& request) {
    const std::string& path = request.path;
    if (path == "/api" || path == "/api/")
        return json_answer(
            dumped({{"paths",
                     {"/api/shows", "/api/episodes", "/api/episodes/{id}", "/api/entities", "/api/entities/{id}",
                      "/api/quotes", "/api/insights", "/api/topics", "/api/search?q="}}}));
    if (path == "/api/shows") return list(archive.shows());
    if (path == "/api/episodes") return list_episodes(archive, request);
    if (path == "/api/entities") return list_entities(archive, request);
    if (path == "/api/quotes") return list_findings(archive, request, "quote");
    if (path == "/api/insights") return list_findings(archive, request, "insight");
    if (path == "/api/search") return answer_search(archive, request);
    if (path == "/api/topics") return list_topics(archive, request);
    if (const auto id = rest_of(path, "/api/episodes/")) return one_episode(archive, *id);
    if (const auto id = rest_of(path, "/api/entities/")) return one_entity(archive, *id);
    return error_answer(make_error(ErrorCode::kNotFound, "no such path: " + path.substr(0, 200) + "; /api lists them"));
}

}  // namespace earwitness::serve
