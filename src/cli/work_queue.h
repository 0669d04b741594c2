// The queue that earwitness.toml names, for the commands that fill it (`watch`, `run --queue`) and empty it (`worker`).
#pragma once

#include <iosfwd>
#include <memory>
#include <nlohmann/json_fwd.hpp>

#include "pipeline/fill_queue.h"
#include "pipeline/settings.h"
#include "queue/queue.h"

namespace earwitness::cli {

// kInvalidArgument where [queue] url is not set.
Result<std::unique_ptr<queue::Queue>> open_work_queue(const pipeline::Settings& settings);

void print_queued(const pipeline::QueueSummary& summary, std::ostream& out);
nlohmann::ordered_json queued_json(const pipeline::QueueSummary& summary);

}  // namespace earwitness::cli
