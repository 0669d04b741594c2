#include "pipeline/schedule.h"

#include <algorithm>

namespace earwitness::pipeline {
namespace {

constexpr std::int64_t kWeek = 7 * 24 * 3600;
constexpr std::size_t kNewest = 10;

}  // namespace

std::int64_t back_off_s(int failures) {
    std::int64_t wait = 15 * 60;
    for (int i = 1; i < failures && wait < kWeek; ++i) wait *= 2;
    return std::min(wait, kWeek);
}

std::int64_t update_interval_s(const Settings& settings, const Show& show,
                               const std::vector<store::IncomingEpisode>& episodes) {
    const std::int64_t least = settings.min_update_minutes * 60, most = settings.max_update_minutes * 60;
    if (show.complete) return std::max(kWeek, most);
    std::vector<std::int64_t> dates;
    for (const auto& one : episodes)
        if (one.episode.published_at) dates.push_back(*one.episode.published_at);
    std::sort(dates.rbegin(), dates.rend());
    if (dates.size() > kNewest) dates.resize(kNewest);
    std::vector<std::int64_t> gaps;
    for (std::size_t i = 1; i < dates.size(); ++i) gaps.push_back(dates[i - 1] - dates[i]);
    if (gaps.empty()) return most;
    std::sort(gaps.begin(), gaps.end());
    return std::clamp(gaps[gaps.size() / 2] / 4, least, most);
}

}  // namespace earwitness::pipeline
