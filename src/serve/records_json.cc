#include "serve/records_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "publish/names.h"

namespace earwitness::serve {
namespace {

using Json = nlohmann::ordered_json;

template <typename Value>
Json or_null(const std::optional<Value>& value) {
    return value ? Json(*value) : Json();
}

Json date_or_null(const std::optional<std::int64_t>& seconds) {
    return seconds ? Json(base::format_utc(*seconds)) : Json();
}
Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }
double rounded(double value) { return std::round(value * 1e4) / 1e4; }

}  // namespace

Json to_json(const store::ShowRecord& show) {
    return {{"show", show.id},
            {"title", show.show.title},
            {"source", store::show_source_name(show.source)},
            {"location", show.source == store::ShowSource::kFeed ? show.location : ""},  // no paths of this machine
            {"link", publish::safe_url(show.show.link)},
            {"language", show.show.language},
            {"author", show.show.author},
            {"description", show.show.description}};
}

Json to_json(const store::EpisodeRecord& record) {
    const Episode& about = record.episode;
    Json persons = Json::array();
    for (const Person& person : about.persons) persons.push_back({{"name", person.name}, {"role", person.role}});
    return {{"episode", record.id},
            {"title", about.title},
            {"show", record.show_id},
            {"link", publish::safe_url(about.link)},
            {"published_at", date_or_null(about.published_at)},
            {"duration_ms", or_null(about.duration_ms)},
            {"audio", about.enclosure ? Json(about.enclosure->url) : Json()},
            {"persons", persons},
            {"listed", record.listed},
            {"analysed", !record.analysis_key.empty()}};
}

Json to_json(const store::EntityRecord& entity) {
    return {{"id", entity.id},
            {"name", entity.name},
            {"type", entity_type_name(entity.type)},
            {"category", entity.category},
            {"episodes", entity.episodes},
            {"mentions", entity.mentions},
            {"salience", rounded(entity.salience)},
            {"in_sponsor_only", entity.in_sponsor_only}};
}

Json to_json(const store::EntityEpisode& episode) {
    return {{"episode", episode.episode_id},
            {"title", episode.episode_title},
            {"published_at", date_or_null(episode.published_at)},
            {"salience", rounded(episode.salience)},
            {"mentions", episode.mentions},
            {"first_ms", or_null(episode.first_ms)}};
}

Json to_json(const store::FindingRecord& finding) {
    Json json = {{"episode", finding.episode_id},
                 {"title", finding.episode_title},
                 {"show", finding.show_title},
                 {"kind", finding.kind}};
    if (!finding.type.empty()) json["type"] = finding.type;
    json["begin"] = finding.span.begin;
    json["end"] = finding.span.end;
    json["start_ms"] = or_null(finding.start_ms);
    json["end_ms"] = or_null(finding.end_ms);
    json["speaker"] = text_or_null(finding.speaker);
    json["score"] = rounded(finding.score);
    json["words"] = finding.words;
    json["entities"] = finding.entities;
    return json;
}

Json to_json(const store::TopicRecord& topic) {
    return {{"id", topic.id},
            {"label", topic.label},
            {"episodes", topic.episodes},
            {"prominence", rounded(topic.prominence)}};
}

Json to_json(const search::Hit& hit) {
    Json matches = Json::array();
    for (const Span& match : hit.matches) matches.push_back({{"begin", match.begin}, {"end", match.end}});
    return {{"episode", hit.episode_id},
            {"title", hit.episode_title},
            {"show", hit.show_id},
            {"show_title", hit.show_title},
            {"published_at", date_or_null(hit.published_at)},
            {"kind", hit.kind},
            {"type", hit.type},
            {"score", rounded(hit.score)},
            {"begin", hit.span.begin},
            {"end", hit.span.end},
            {"start_ms", or_null(hit.start_ms)},
            {"end_ms", or_null(hit.end_ms)},
            {"speaker", text_or_null(hit.speaker)},
            {"words", hit.words},
            {"matches", std::move(matches)},
            {"passage", {{"begin", hit.passage.begin}, {"end", hit.passage.end}}},
            {"transcript_sha256", hit.transcript_sha256}};
}

Json search_json(const search::SearchAnswer& answer) {
    Json hits = Json::array(), suggestions = Json::array();
    for (const search::Hit& hit : answer.hits) hits.push_back(to_json(hit));
    for (const search::Suggestion& suggestion : answer.suggestions)
        suggestions.push_back({{"asked", suggestion.asked}, {"meant", suggestion.meant}});
    return {{"episodes", answer.episodes},
            {"searched",
             {{"episodes", answer.searched.episodes},
              {"words", answer.searched.words},
              {"duration_ms", answer.searched.duration_ms}}},
            {"suggestions", std::move(suggestions)},
            {"hits", std::move(hits)}};
}

}  // namespace earwitness::serve
