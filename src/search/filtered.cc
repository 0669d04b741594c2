#include "search/filtered.h"

#include <algorithm>

#include "search/episode_reader.h"

namespace earwitness::search {
namespace {

// Ids of the episodes that name the wanted entity.
Result<std::set<std::string, std::less<>>> naming(const store::Archive& archive, const std::string& entity) {
    std::set<std::string, std::less<>> ids;
    if (entity.empty()) return ids;
    auto episodes = archive.entity_episodes(entity);
    if (!episodes) return episodes.error();
    for (auto& episode : *episodes) ids.insert(std::move(episode.episode_id));
    return ids;
}

}  // namespace

Result<std::set<std::int64_t>> spoken_in(const Index& index, const std::vector<std::string>& speaker) {
    std::set<std::int64_t> rows;
    for (std::size_t i = 0; i < speaker.size(); ++i) {
        const std::string term = kSpeakerMark + speaker[i];
        std::set<std::int64_t> having;
        auto done = index.each_posting(term, term, [&](std::string_view, std::int64_t row, std::string_view) {
            if (i == 0 || rows.contains(row)) having.insert(row);
            return true;
        });
        if (!done) return done.error();
        rows = std::move(having);
    }
    return rows;
}

Result<Filtered> filtered_episodes(const Index& index, const Filters& filters,
                                   const std::vector<std::string>& speaker) {
    auto rows = index.rows();
    if (!rows) return rows.error();
    const auto named = naming(index.archive(), filters.entity);
    if (!named) return named.error();
    const auto spoken = spoken_in(index, speaker);
    if (!spoken) return spoken.error();
    Filtered out;
    out.rows = std::move(*rows);
    for (const auto& row : *out.rows) {
        if (!filters.entity.empty() && !named->contains(row.episode_id)) continue;
        if (!speaker.empty() && !spoken->contains(row.row)) continue;
        if (!filters.show.empty() && row.show_id != filters.show) continue;
        if (!filters.episode.empty() && row.episode_id != filters.episode) continue;
        if (filters.since && (!row.published_at || *row.published_at < *filters.since)) continue;
        if (filters.until && (!row.published_at || *row.published_at >= *filters.until)) continue;
        ++out.searched.episodes;
        out.searched.words += row.words;
        out.searched.duration_ms += std::max<std::int64_t>(0, row.duration_ms.value_or(0));
        out.wanted.add(row);
    }
    return out;
}

}  // namespace earwitness::search
