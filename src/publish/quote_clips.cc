#include "publish/quote_clips.h"

namespace earwitness::publish {
namespace {

// Recognisers' and captions' times cut words short more often than not.
constexpr std::int64_t kBeforeMs = 100, kAfterMs = 250;

}  // namespace

Status cut_quotes(const ClipCutter& cutter, const Analysis& analysis, const std::string& episode_name,
                  SiteEpisode& episode, std::vector<std::pair<std::string, std::string>>& files) {
    if (episode.audio_file.empty()) return {};
    std::vector<ClipRange> ranges;
    std::vector<Span> spans;
    for (const Quote& quote : analysis.quotes) {
        if (!quote.start_ms || !quote.end_ms || *quote.end_ms <= *quote.start_ms) continue;
        ranges.push_back({*quote.start_ms - kBeforeMs, *quote.end_ms + kAfterMs});
        spans.push_back(quote.span);
    }
    if (ranges.empty()) return {};
    auto cut = cutter(episode.audio_file, ranges);
    if (!cut) return cut.error();
    for (std::size_t i = 0; i < spans.size() && i < cut->files.size(); ++i) {
        if (cut->files[i].empty()) continue;
        std::string path = "clips/" + episode_name + "/" + std::to_string(spans[i].begin) + "-" +
                           std::to_string(spans[i].end) + cut->ending;
        if (episode.clips.emplace(spans[i].begin, path).second)
            files.emplace_back(std::move(path), std::move(cut->files[i]));
    }
    return {};
}

}  // namespace earwitness::publish
