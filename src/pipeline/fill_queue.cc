#include "pipeline/fill_queue.h"

#include "pipeline/episode_run.h"
#include "pipeline/queued_work.h"

namespace earwitness::pipeline {

Result<QueueSummary> fill_queue(const Services& services, const RunOptions& options, queue::Queue& queue) {
    auto chosen = chosen_with_shows(services, options.names);
    if (!chosen) return chosen.error();
    QueueSummary summary;
    for (auto& episode : chosen->episodes) {
        if (services.is_cancelled()) break;
        const store::ShowRecord& show = chosen->shows.at(episode.show_row);
        const std::string id = episode.id;
        const auto outcome = EpisodeRun(services, options, show, std::move(episode)).plan();
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
        if (services.progress) services.progress({summary.episodes, chosen->episodes.size(), outcome.title});
    }
    summary.cancelled = services.is_cancelled();
    return summary;
}

}  // namespace earwitness::pipeline
