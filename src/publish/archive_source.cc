#include "publish/archive_source.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/analysis_json.h"
#include "publish/names.h"
#include "text/plain_line.h"
#include "text/utf8.h"

namespace earwitness::publish {
namespace {

using Rows = std::map<std::int64_t, std::size_t>;

// The first stage of each episode that waits or failed.
Result<std::map<std::int64_t, store::StageRecord>> open_stages(const store::Archive& archive) {
    auto stages = archive.open_stages();
    if (!stages) return stages.error();
    std::map<std::int64_t, store::StageRecord> first;
    for (store::StageRecord& stage : *stages) {
        const auto [at, fresh] = first.try_emplace(stage.episode_row, stage);
        if (!fresh && stage.stage < at->second.stage) at->second = std::move(stage);
    }
    return first;
}

// A file's ending that browsers know as audio or video; "" for others.
std::string media_ending(const std::filesystem::path& file) {
    static constexpr std::array<std::string_view, 12> kEndings = {".mp3", ".m4a",  ".aac", ".ogg",  ".oga", ".opus",
                                                                  ".wav", ".flac", ".mp4", ".webm", ".m4b", ".mov"};
    const std::string ending = text::lower(file.extension().string());
    return std::find(kEndings.begin(), kEndings.end(), ending) == kEndings.end() ? "" : ending;
}

// The local copy of an episode's audio, if a page may play it.
Result<std::optional<Carried>> local_audio(const store::Archive& archive, const store::EpisodeRecord& record) {
    if (!record.audio_sha256.empty()) {
        const auto medium = archive.medium(record.audio_sha256);
        if (!medium) return medium.error();
        if (*medium) {
            const std::string ending = media_ending((*medium)->path);
            if (!ending.empty())
                return std::optional(
                    Carried{"media/" + record.audio_sha256 + ending, archive.folder() / (*medium)->path});
        }
    }
    std::error_code error;
    const std::filesystem::path file = record.local_audio;
    if (file.empty() || !std::filesystem::is_regular_file(file, error) || media_ending(file).empty())
        return std::optional<Carried>();
    return std::optional(Carried{"media/" + slug_with_key(record.episode.title, record.id) + media_ending(file), file});
}

void set_state(const store::EpisodeRecord& record, const std::map<std::int64_t, store::StageRecord>& open,
               SiteEpisode& episode) {
    if (!record.analysis_key.empty()) {
        episode.state = EpisodeState::kAnalysed;
        return;
    }
    const auto stage = open.find(record.row);
    if (stage == open.end()) {
        episode.waits_for = "not processed yet";
        return;
    }
    episode.state = stage->second.state == store::StageState::kFailed ? EpisodeState::kFailed : EpisodeState::kWaiting;
    episode.waits_for =
        stage->second.reason.empty() ? std::string(store::stage_name(stage->second.stage)) : stage->second.reason;
}

// Every line that is published names its episode and show.
constexpr std::size_t kMaxTitleBytes = 300;

// Titles may be missing; a page needs some name for its links.
std::string title_of(const Episode& about, const std::string& id) {
    std::string title = text::plain_line(about.title, kMaxTitleBytes);
    return title.empty() ? id : title;
}

AnalysisLoader loader(std::shared_ptr<const store::Archive> archive, std::vector<std::int64_t> rows) {
    return [archive = std::move(archive),
            rows = std::move(rows)](std::size_t episode) -> Result<std::shared_ptr<const Analysis>> {
        const auto json = archive->analysis_json(rows[episode]);
        if (!json) return json.error();
        if (!*json)
            return make_error(ErrorCode::kNotFound,
                              "its findings have gone from the archive: `earwitness run` makes them again");
        auto analysis = base::parse_analysis_json(**json);
        if (!analysis) return analysis.error();
        return std::make_shared<const Analysis>(std::move(*analysis));
    };
}

}  // namespace

Result<std::vector<ImportedPage>> read_imported_pages(const store::Archive& archive, const SiteModel& model) {
    std::map<std::string_view, std::size_t> episode_of;
    for (std::size_t i = 0; i < model.episodes.size(); ++i) episode_of[model.episodes[i].key] = i;
    std::vector<ImportedPage> pages;
    const auto read = archive.each_page([&](const store::PageRecord& page) -> Status {
        const auto at = episode_of.find(page.episode_id);
        if (at != episode_of.end()) pages.push_back({at->second, page.file, page.text});
        return {};
    });
    if (!read) return read.error();
    return pages;
}

Result<ArchiveSource> read_archive(std::shared_ptr<const store::Archive> archive, AudioFrom audio) {
    const auto shows = archive->shows();
    if (!shows) return shows.error();
    const auto episodes = archive->episodes();
    if (!episodes) return episodes.error();
    const auto open = open_stages(*archive);
    if (!open) return open.error();
    ArchiveSource source;
    Rows show_of;
    for (const store::ShowRecord& record : *shows) {
        show_of[record.row] = source.model.shows.size();
        source.model.shows.push_back({record.id, record.show});
        Show& about = source.model.shows.back().about;
        about.title = text::plain_line(about.title, kMaxTitleBytes);
        if (about.title.empty()) about.title = record.id;
    }
    std::vector<std::int64_t> rows;
    std::set<std::string> carried;
    for (const store::EpisodeRecord& record : *episodes) {
        const auto show = show_of.find(record.show_row);
        if (show == show_of.end()) continue;
        SiteEpisode episode;
        episode.key = record.id;
        episode.show = show->second;
        episode.about = record.episode;
        episode.about.title = title_of(record.episode, record.id);
        episode.input_hash = record.analysis_key + record.additions_sha256;
        set_state(record, *open, episode);
        const bool on_the_web = record.episode.enclosure && !safe_url(record.episode.enclosure->url).empty();
        auto local = local_audio(*archive, record);
        if (!local) return local.error();
        if (*local) episode.audio_file = (*local)->file;
        if (*local && (!on_the_web || audio == AudioFrom::kArchiveFirst)) {
            episode.media_file = (*local)->path;
            if (carried.insert(episode.media_file).second) source.carried.push_back(std::move(**local));
        }
        rows.push_back(record.row);
        source.model.episodes.push_back(std::move(episode));
    }
    source.load = loader(std::move(archive), std::move(rows));
    return source;
}

}  // namespace earwitness::publish
