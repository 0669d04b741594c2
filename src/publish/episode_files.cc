#include "publish/episode_files.h"

#include <algorithm>
#include <optional>

#include "base/parallel.h"

namespace earwitness::publish {
namespace {

struct Made {
    std::size_t episode = 0;
    std::optional<Error> failure;
    NamedFiles files;
    EpisodeLines lines;
};

}  // namespace

std::vector<ProofEpisode> proof_episodes(const SiteModel& model, const Links& links, const SiteIndex& index) {
    std::vector<ProofEpisode> episodes;
    for (const auto& [episode, digest] : index.episodes) {
        const std::string stem = links.episode_stem(episode);
        episodes.push_back({model.episodes[episode].key, stem + ".txt", digest.transcript_sha256, stem + ".json"});
    }
    return episodes;
}

Status write_episode_files(const SiteModel& model, const AnalysisLoader& load, std::size_t jobs, const FileMaker& make,
                           Folder& folder, SiteIndex& index, PublishReport& report) {
    std::size_t at = 0;
    Status status;
    const auto next = [&]() -> std::optional<std::size_t> {
        while (at < model.episodes.size() && model.episodes[at].state != EpisodeState::kAnalysed) ++at;
        return at < model.episodes.size() ? std::optional(at++) : std::nullopt;
    };
    const auto work = [&](std::size_t&& episode) {
        Made made{episode};
        const auto analysis = load(episode);
        if (!analysis) {
            made.failure = analysis.error();
            return made;
        }
        made.files = make(episode, **analysis);
        made.lines = collect_lines(**analysis, build_reading(**analysis, {}), static_cast<std::uint32_t>(episode));
        return made;
    };
    const auto take = [&](Made&& made) {
        if (made.failure) {
            report.problems.push_back(
                {"analysis_unreadable", model.episodes[made.episode].key + ": " + made.failure->message});
            return true;
        }
        for (const auto& [path, bytes] : made.files)
            if (status) status = folder.write(path, bytes);
        merge(std::move(made.lines), index);
        ++report.episodes;
        return status.has_value();
    };
    base::ordered_parallel<std::size_t, Made>(jobs, next, work, take);
    finish(index, std::vector<std::uint32_t>(model.episodes.size(), 0));
    return status;
}

std::size_t analysed_episodes(const SiteModel& model) {
    return static_cast<std::size_t>(
        std::count_if(model.episodes.begin(), model.episodes.end(),
                      [](const SiteEpisode& episode) { return episode.state == EpisodeState::kAnalysed; }));
}

Status finish_publish(Folder& folder, std::vector<ProofEpisode> episodes, PublishReport& report) {
    const auto completeness = report.problems.empty() ? Completeness::kWhole : Completeness::kPartial;
    if (auto finished = folder.finish(std::move(episodes), completeness); !finished) return finished;
    report.files = folder.files() + 1;
    report.written = folder.written();
    report.removed = folder.removed();
    if (folder.kept() > 0)
        report.problems.push_back(
            {"publish_partial", "not everything could be read, so nothing of the last publish was removed (" +
                                    std::to_string(folder.kept()) + " files kept)"});
    return {};
}

}  // namespace earwitness::publish
