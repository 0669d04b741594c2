#include "pipeline/shared_politeness.h"

namespace earwitness::pipeline {
namespace {

constexpr std::int64_t kAskAgainMs = 100;  // for a place that another process holds

}  // namespace

Result<fetch::Turn> SharedPoliteness::enter(const std::string& host, fetch::Pace pace) {
    const auto place = ledger_.enter(host, max_parallel_);
    if (!place) return place.error();
    if (!*place) return fetch::Turn{false, kAskAgainMs, 0};
    if (pace == fetch::Pace::kFree || min_interval_ms_ == 0) return fetch::Turn{true, 0, **place};
    const auto wait = ledger_.next_start(host, min_interval_ms_);
    if (!wait) return wait.error();
    return fetch::Turn{true, *wait, **place};
}

}  // namespace earwitness::pipeline
