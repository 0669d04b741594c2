#include "publish/publish_site.h"

#include <algorithm>
#include <optional>

#include "base/parallel.h"
#include "publish/episode_files.h"
#include "publish/site.h"

namespace earwitness::publish {
namespace {

using Rendered = std::pair<std::string, Result<std::string>>;

Status write_rest(const Site& site, const std::vector<std::size_t>& unreadable, Folder& folder, std::size_t jobs,
                  const PublishProgress& progress) {
    std::vector<std::string> paths = site.paths();
    // An episode that could be read before and cannot now keeps the page that it has.
    for (std::size_t episode : unreadable)
        if (folder.held(site.links().episode(episode)))
            paths.erase(std::find(paths.begin(), paths.end(), site.links().episode(episode)));
    std::size_t at = 0, done = 0;
    Status status;
    base::ordered_parallel<std::size_t, Rendered>(
        jobs, [&]() { return at < paths.size() ? std::optional(at++) : std::nullopt; },
        [&](std::size_t&& number) { return Rendered(paths[number], site.render(paths[number])); },
        [&](Rendered&& rendered) {
            status = rendered.second ? folder.write(rendered.first, *rendered.second) : Status(rendered.second.error());
            if (progress) progress(++done, paths.size(), rendered.first);
            return status.has_value();
        });
    return status;
}

}  // namespace

Result<PublishReport> publish_site(SiteModel model, AnalysisLoader load, const std::vector<Carried>& carried,
                                   const std::filesystem::path& path, std::size_t jobs, const ClipCutter& cutter,
                                   const PublishProgress& progress) {
    auto folder = Folder::open(path, FolderKind::kSite, analysed_episodes(model));
    if (!folder) return folder.error();
    PublishReport report;
    Status status;
    const std::size_t episodes = analysed_episodes(model);
    std::size_t read = 0;
    const auto sink = [&](std::string_view file, std::string_view bytes) {
        if (progress && file.ends_with(".html")) progress(++read, episodes, file);
        status = folder->write(file, bytes);
        return status.has_value();
    };
    std::vector<std::size_t> analysed;
    for (std::size_t episode = 0; episode < model.episodes.size(); ++episode)
        if (model.episodes[episode].state == EpisodeState::kAnalysed) analysed.push_back(episode);
    const auto site =
        Site::build(std::move(model), std::move(load), jobs, sink, report.problems, {cutter, &report.notes});
    for (const SiteEpisode& episode : site->model().episodes) report.clips += episode.clips.size();
    std::vector<std::size_t> unreadable;
    for (const std::size_t episode : analysed)
        if (site->model().episodes[episode].state != EpisodeState::kAnalysed) unreadable.push_back(episode);
    if (status) status = write_rest(*site, unreadable, *folder, jobs, progress);
    for (const Carried& medium : carried)
        if (status) status = folder->place(medium.path, medium.file);
    if (status) status = finish_publish(*folder, proof_episodes(site->model(), site->links(), site->index()), report);
    if (!status) return status.error();
    report.episodes = site->index().episodes.size();
    return report;
}

}  // namespace earwitness::publish
