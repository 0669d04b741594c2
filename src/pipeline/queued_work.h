// What an entry of the queue asks for: an episode, brought up to date from its first stage that is due. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/run.h"
#include "queue/queue.h"

namespace earwitness::pipeline {

struct QueuedWork {
    std::string episode;  // id
    store::Stage stage = store::Stage::kTranscript;
    std::string key;       // of that stage: the hash of its inputs, options and version
    std::string producer;  // whose stages they are: the engine's fingerprint
    bool audio = false;    // as RunOptions
    bool only_due = false;
};

// The entry is named by the stage's key, and by how often it has failed: the same work is queued once, a new try anew.
queue::Entry queue_entry(const QueuedWork& work, int attempts);

// Nothing where the bytes are not of queue_entry().
std::optional<QueuedWork> parse_queued_work(std::string_view body);

}  // namespace earwitness::pipeline
