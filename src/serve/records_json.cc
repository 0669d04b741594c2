#include "serve/records_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/clock.h"

namespace earwitness::serve {
namespace {

using Json = nlohmann::ordered_json;

template <typename Value>
Json or_null(const std::optional<Value>& value) {
    return value ? Json(*value) : Json();
}

Json date_or_null(const std::optional<std::int64_t>& seconds) { return seconds ? Json(base::format_utc(*seconds)) : Json(); }
Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }
double rounded(double value) { return std::round(value * 1e4) / 1e4; }

}  // namespace

Json to_json(const store::ShowRecord& show) {
    return {{"id", show.id},
            {"title", show.show.title},
            {"link", text_or_null(show.show.link)},
            {"feed", show.source == store::ShowSource::kFeed ? text_or_null(show.location) : Json()},
            {"source", store::show_source_name(show.source)},
            {"language", text_or_null(show.show.language)},
            {"author", text_or_null(show.show.author)},
            {"description", show.show.description}};
}

Json to_json(const store::EpisodeRecord& record) {
    const Episode& about = record.episode;
    Json persons = Json::array();
    for (const Person& person : about.persons) persons.push_back({{"name", person.name}, {"role", person.role}});
    return {{"id", record.id},
            {"show_id", record.show_id},
            {"show", record.show_title},
            {"title", about.title},
            {"published_at", date_or_null(about.published_at)},
            {"duration_ms", or_null(about.duration_ms)},
            {"link", text_or_null(about.link)},
            {"audio", about.enclosure ? text_or_null(about.enclosure->url) : Json()},
            {"persons", persons},
            {"listed", record.listed},
            {"transcribed", !record.transcript_key.empty()},
            {"analysed", !record.analysis_key.empty()}};
}

Json to_json(const store::EntityRecord& entity) {
    return {{"id", entity.id},
            {"name", entity.name},
            {"type", entity_type_name(entity.type)},
            {"category", text_or_null(entity.category)},
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
            {"begin", episode.first.begin},
            {"end", episode.first.end},
            {"start_ms", or_null(episode.first_ms)}};
}

Json to_json(const store::FindingRecord& finding) {
    return {{"episode", finding.episode_id},
            {"title", finding.episode_title},
            {"show", finding.show_title},
            {"published_at", date_or_null(finding.published_at)},
            {"kind", finding.kind},
            {"type", text_or_null(finding.type)},
            {"begin", finding.span.begin},
            {"end", finding.span.end},
            {"start_ms", or_null(finding.start_ms)},
            {"end_ms", or_null(finding.end_ms)},
            {"speaker", text_or_null(finding.speaker)},
            {"score", rounded(finding.score)},
            {"label", text_or_null(finding.label)},
            {"words", finding.words},
            {"entities", finding.entities}};
}

Json to_json(const store::TopicRecord& topic) {
    return {{"id", topic.id}, {"label", topic.label}, {"episodes", topic.episodes}, {"prominence", rounded(topic.prominence)}};
}

}  // namespace earwitness::serve
