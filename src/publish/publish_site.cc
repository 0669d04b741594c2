#include "publish/publish_site.h"

#include <optional>

#include "base/parallel.h"
#include "publish/episode_files.h"
#include "publish/site.h"

namespace earwitness::publish {
namespace {

using Rendered = std::pair<std::string, Result<std::string>>;

Status write_rest(const Site& site, Folder& folder, std::size_t jobs) {
    const std::vector<std::string> paths = site.paths();
    std::size_t at = 0;
    Status status;
    base::ordered_parallel<std::size_t, Rendered>(
        jobs, [&]() { return at < paths.size() ? std::optional(at++) : std::nullopt; },
        [&](std::size_t&& number) { return Rendered(paths[number], site.render(paths[number])); },
        [&](Rendered&& rendered) {
            status = rendered.second ? folder.write(rendered.first, *rendered.second) : Status(rendered.second.error());
            return status.has_value();
        });
    return status;
}

}  // namespace

Result<PublishReport> publish_site(SiteModel model, AnalysisLoader load, const std::vector<Carried>& carried,
                                   const std::filesystem::path& path, std::size_t jobs) {
    auto folder = Folder::open(path);
    if (!folder) return folder.error();
    PublishReport report;
    Status status;
    const auto sink = [&](std::string_view file, std::string_view bytes) {
        status = folder->write(file, bytes);
        return status.has_value();
    };
    const auto site = Site::build(std::move(model), std::move(load), jobs, sink, report.problems);
    if (status) status = write_rest(*site, *folder, jobs);
    for (const Carried& medium : carried)
        if (status) status = folder->place(medium.path, medium.file);
    if (status) status = folder->finish(proof_episodes(site->model(), site->links(), site->index()));
    if (!status) return status.error();
    report.episodes = site->index().episodes.size();
    report.files = folder->files() + 1;
    report.written = folder->written();
    report.removed = folder->removed();
    return report;
}

}  // namespace earwitness::publish
