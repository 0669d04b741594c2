#include "pipeline/fill_queue.h"

#include <map>

#include "pipeline/episode_run.h"
#include "pipeline/queued_work.h"

namespace earwitness::pipeline {

Result<QueueSummary> fill_queue(const Services& services, const RunOptions& options, queue::Queue& queue) {
    auto episodes = chosen_episodes(services, options.names);
    if (!episodes) return episodes.error();
    auto shows = services.archive.shows();
    if (!shows) return shows.error();
    std::map<std::int64_t, const store::ShowRecord*> show_of;
    for (const auto& show : *shows) show_of[show.row] = &show;
    QueueSummary summary;
    for (auto& episode : *episodes) {
        if (services.is_cancelled()) break;
        const auto show = show_of.find(episode.show_row);
        if (show == show_of.end()) continue;  // added since
        const std::string id = episode.id;
        const auto outcome = EpisodeRun(services, options, *show->second, std::move(episode)).plan();
        if (outcome.fatal) return *outcome.fatal;
        ++summary.episodes;
        summary.waiting += !outcome.waiting.empty();
        if (outcome.due) {
            const QueuedWork work{id,
                                  outcome.due->stage,
                                  outcome.due->key,
                                  services.engine == nullptr ? "" : services.engine->fingerprint(),
                                  options.audio,
                                  options.only_due};
            const auto put = queue.put(queue_entry(work, outcome.due->attempts));
            if (!put) return put.error();
            ++(*put == queue::Put::kQueued ? summary.queued : summary.there);
        }
        if (services.progress) services.progress({summary.episodes, episodes->size(), outcome.title});
    }
    summary.cancelled = services.is_cancelled();
    return summary;
}

}  // namespace earwitness::pipeline
