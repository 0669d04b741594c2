#include "pipeline/run.h"

#include <algorithm>
#include <map>

#include "base/parallel.h"
#include "pipeline/episode_run.h"

namespace earwitness::pipeline {
namespace {

using store::EpisodeRecord;

void add(EpisodeOutcome&& outcome, RunSummary& summary) {
    summary.transcripts += outcome.transcripts;
    summary.heard += outcome.heard;
    summary.timed += outcome.timed;
    summary.chapters += outcome.chapters;
    summary.audio += outcome.audio;
    summary.analysed += outcome.analysed;
    summary.indexed += outcome.indexed;
    summary.read_by_model += outcome.read_by_model;
    std::move(outcome.failures.begin(), outcome.failures.end(), std::back_inserter(summary.failures));
    std::move(outcome.waiting.begin(), outcome.waiting.end(), std::back_inserter(summary.waiting));
}

}  // namespace

Result<std::vector<EpisodeRecord>> chosen_episodes(const Services& services, const std::vector<std::string>& names) {
    auto all = services.archive.episodes();
    if (!all || names.empty()) return all;
    for (const auto& name : names) {
        const bool known =
            std::any_of(all->begin(), all->end(), [&](const auto& e) { return e.id == name || e.show_id == name; });
        if (known) continue;
        auto show = services.archive.find_show(name);
        if (!show) return show.error();
        if (!*show)
            return make_error(ErrorCode::kNotFound,
                              name + ": no such show or episode in the archive; `earwitness show` lists them");
    }
    std::erase_if(*all, [&](const auto& e) {
        return std::none_of(names.begin(), names.end(),
                            [&](const auto& name) { return e.id == name || e.show_id == name; });
    });
    return all;
}

Result<EpisodesAndShows> chosen_with_shows(const Services& services, const std::vector<std::string>& names) {
    auto episodes = chosen_episodes(services, names);
    if (!episodes) return episodes.error();
    auto shows = services.archive.shows();
    if (!shows) return shows.error();
    EpisodesAndShows out{std::move(*episodes), {}};
    for (auto& show : *shows) out.shows.emplace(show.row, std::move(show));
    std::erase_if(out.episodes, [&](const auto& episode) { return !out.shows.contains(episode.show_row); });
    return out;
}

namespace {

// `work` on each of the chosen episodes, `jobs` at once, and `take` of what came of it, in their order.
Status each_episode(const Services& services, const RunOptions& options, std::size_t jobs,
                    EpisodeOutcome (EpisodeRun::*stages)(), const std::function<void(EpisodeOutcome&&)>& take) {
    auto chosen = chosen_with_shows(services, options.names);
    if (!chosen) return chosen.error();
    auto& episodes = chosen->episodes;
    std::optional<Error> fatal;
    std::size_t at = 0, done = 0;
    const std::size_t total = episodes.size();
    const std::function<std::optional<EpisodeRecord>()> next = [&]() -> std::optional<EpisodeRecord> {
        if (at >= episodes.size() || services.is_cancelled()) return std::nullopt;
        // One after the other they may take long: what is begun is said.
        if (jobs == 1 && services.progress) services.progress({done, total, episodes[at].episode.title});
        return std::move(episodes[at++]);
    };
    const std::function<EpisodeOutcome(EpisodeRecord &&)> work = [&](EpisodeRecord&& episode) {
        const auto& show = chosen->shows.at(episode.show_row);
        return work_on_episode(services, options, show, std::move(episode), stages);
    };
    const std::function<bool(EpisodeOutcome &&)> emit = [&](EpisodeOutcome&& outcome) {
        if (outcome.fatal) return fatal = outcome.fatal, false;
        const std::string title = outcome.title;
        take(std::move(outcome));
        if (services.progress) services.progress({++done, total, title});
        return true;
    };
    base::ordered_parallel<EpisodeRecord, EpisodeOutcome>(jobs, next, work, emit);
    if (fatal) return *fatal;
    return {};
}

}  // namespace

Result<RunSummary> run(const Services& services, const RunOptions& options) {
    RunSummary summary;
    const auto done = each_episode(services, options, options.jobs, &EpisodeRun::go, [&](EpisodeOutcome&& outcome) {
        ++summary.episodes;
        if (outcome.elsewhere) {
            ++summary.elsewhere;
            return;
        }
        if (!outcome.changed() && outcome.failures.empty() && outcome.waiting.empty()) ++summary.up_to_date;
        add(std::move(outcome), summary);
    });
    if (!done) return done.error();
    summary.cancelled = services.is_cancelled();
    return summary;
}

Status run_llm(const Services& services, const RunOptions& options, RunSummary& summary) {
    const auto done = each_episode(services, options, 1, &EpisodeRun::read_with_model,
                                   [&](EpisodeOutcome&& outcome) { add(std::move(outcome), summary); });
    if (!done) return done;
    summary.cancelled = services.is_cancelled();
    return {};
}

}  // namespace earwitness::pipeline
