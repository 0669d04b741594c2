#include "publish/publish_json.h"

#include <nlohmann/json.hpp>

#include "base/analysis_json.h"
#include "base/clock.h"
#include "earwitness/engine.h"
#include "publish/episode_files.h"
#include "publish/links.h"

namespace earwitness::publish {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) { return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string index_json(const SiteModel& model, const Links& links, const SiteIndex& index) {
    Json json = {{"schema", "earwitness/export/1"},
                 {"producer", kProducer},
                 {"shows", Json::array()},
                 {"episodes", Json::array()}};
    for (const SiteShow& show : model.shows)
        json["shows"].push_back({{"id", show.key},
                                 {"title", show.about.title},
                                 {"link", show.about.link},
                                 {"language", show.about.language},
                                 {"description", show.about.description}});
    for (std::size_t i = 0; i < model.episodes.size(); ++i) {
        const SiteEpisode& episode = model.episodes[i];
        const Episode& about = episode.about;
        const bool known = index.episodes.count(static_cast<std::uint32_t>(i)) > 0;
        json["episodes"].push_back(
            {{"id", episode.key},
             {"show", model.shows[episode.show].key},
             {"title", about.title},
             {"link", about.link},
             {"audio", about.enclosure ? Json(about.enclosure->url) : Json()},
             {"published_at", about.published_at ? Json(base::format_utc(*about.published_at)) : Json()},
             {"duration_ms", about.duration_ms ? Json(*about.duration_ms) : Json()},
             {"findings", known ? Json(links.episode_stem(i) + ".json") : Json()},
             {"transcript", known ? Json(links.episode_stem(i) + ".txt") : Json()},
             {"waits_for", known ? Json() : Json(episode.waits_for)}});
    }
    return dumped(json);
}

std::string entities_json(const SiteModel& model, const SiteIndex& index) {
    Json json = Json::array();
    for (const auto& [id, entity] : index.entities) {
        Json episodes = Json::array();
        for (const std::uint32_t episode : entity.episodes) episodes.push_back(model.episodes[episode].key);
        json.push_back({{"id", id},
                        {"name", entity.name},
                        {"type", entity_type_name(entity.type)},
                        {"category", entity.category},
                        {"mentions", entity.mentions},
                        {"in_sponsor_only", entity.in_sponsor_only},
                        {"episodes", std::move(episodes)}});
    }
    return dumped(json);
}

}  // namespace

Result<PublishReport> publish_json(const SiteModel& model, const AnalysisLoader& load,
                                   const std::filesystem::path& path, std::size_t jobs) {
    auto folder = Folder::open(path, FolderKind::kJson, analysed_episodes(model));
    if (!folder) return folder.error();
    const Links links(model);
    const auto files_of = [&](std::size_t episode, const Analysis& analysis) {
        std::string json;
        base::append_analysis_json(analysis, base::JsonLayout::kPretty, json);
        return NamedFiles{{links.episode_stem(episode) + ".json", json + "\n"},
                          {links.episode_stem(episode) + ".txt", analysis.transcript.text}};
    };
    PublishReport report;
    SiteIndex index;
    Status status = write_episode_files(model, load, jobs, files_of, *folder, index, report);
    if (status) status = folder->write("index.json", index_json(model, links, index));
    if (status) status = folder->write("entities.json", entities_json(model, index));
    if (status) status = finish_publish(*folder, proof_episodes(model, links, index), report);
    if (!status) return status.error();
    return report;
}

}  // namespace earwitness::publish
