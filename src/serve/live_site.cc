#include "serve/live_site.h"

#include <malloc.h>

#include "base/hash.h"

namespace earwitness::serve {
namespace {

constexpr std::size_t kMaxRenderedBytes = std::size_t{64} << 20;

std::string media_type(std::string_view path) {
    static const std::map<std::string_view, std::string_view> kTypes = {{"html", "text/html; charset=utf-8"},
                                                                        {"css", "text/css; charset=utf-8"},
                                                                        {"js", "text/javascript; charset=utf-8"},
                                                                        {"json", "application/json; charset=utf-8"},
                                                                        {"svg", "image/svg+xml"},
                                                                        {"xml", "application/xml"},
                                                                        {"txt", "text/plain; charset=utf-8"},
                                                                        {"mp3", "audio/mpeg"},
                                                                        {"m4a", "audio/mp4"},
                                                                        {"m4b", "audio/mp4"},
                                                                        {"aac", "audio/aac"},
                                                                        {"ogg", "audio/ogg"},
                                                                        {"oga", "audio/ogg"},
                                                                        {"opus", "audio/ogg"},
                                                                        {"wav", "audio/wav"},
                                                                        {"flac", "audio/flac"},
                                                                        {"mp4", "video/mp4"},
                                                                        {"webm", "video/webm"},
                                                                        {"mov", "video/quicktime"}};
    const auto dot = path.rfind('.');
    const auto found = dot == std::string_view::npos ? kTypes.end() : kTypes.find(path.substr(dot + 1));
    return std::string(found == kTypes.end() ? "application/octet-stream" : found->second);
}

// Media of the archive are named after their SHA-256; of other files size and time must do.
std::string medium_etag(std::string_view path, const std::filesystem::path& file) {
    const std::string_view name = path.substr(path.rfind('/') + 1), stem = name.substr(0, name.find('.'));
    if (stem.size() == 64 && stem.find_first_not_of("0123456789abcdef") == std::string_view::npos)
        return '"' + std::string(stem) + '"';
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    const auto time = std::filesystem::last_write_time(file, error);
    return error ? "" : '"' + std::to_string(size) + "-" + std::to_string(time.time_since_epoch().count()) + '"';
}

// Everything that pages are made from, beside the analyses, which their keys stand for.
std::string hash_of(const publish::SiteModel& model) {
    base::Sha256 hash;
    for (const auto& show : model.shows)
        for (const std::string* field :
             {&show.key, &show.about.title, &show.about.description, &show.about.link, &show.about.author})
            hash.add_field(*field);
    for (const auto& episode : model.episodes) {
        for (const std::string* field :
             {&episode.key, &episode.input_hash, &episode.waits_for, &episode.media_file, &episode.about.title,
              &episode.about.summary, &episode.about.content_html, &episode.about.link})
            hash.add_field(*field);
        hash.add_field(episode.about.enclosure ? episode.about.enclosure->url : "");
        hash.add_field(std::to_string(episode.about.published_at.value_or(INT64_MIN)));
    }
    return hash.hex();
}

}  // namespace

Result<std::unique_ptr<LiveSite>> LiveSite::open(const std::filesystem::path& folder, std::string title,
                                                 std::size_t jobs) {
    auto archive = store::Archive::open(folder, store::OpenMode::kRead);
    if (!archive) return archive.error();
    std::unique_ptr<LiveSite> live(
        new LiveSite(std::make_shared<const store::Archive>(std::move(*archive)), std::move(title), jobs));
    Diagnostics problems;
    auto state = live->read("", problems);
    if (!state) return state.error();
    live->state_ = std::move(*state);
    auto index = live->read_index();
    if (!index) return index.error();
    live->index_ = std::move(*index);
    // Reading took gigabytes in passing, in each thread's own heap.
    malloc_trim(0);
    return live;
}

Result<std::shared_ptr<LiveSite::State>> LiveSite::read(std::string_view known_hash, Diagnostics& problems) const {
    auto source = publish::read_archive(archive_, publish::AudioFrom::kArchiveFirst);
    if (!source) return source.error();
    auto state = std::make_shared<State>();
    state->hash = hash_of(source->model);
    if (state->hash == known_hash) return std::shared_ptr<State>();
    for (const publish::Carried& medium : source->carried) state->media[medium.path] = medium.file;
    source->model.title = title_;
    source->model.live = true;
    state->site = publish::Site::build(std::move(source->model), std::move(source->load), jobs_, {}, problems);
    return state;
}

Result<std::shared_ptr<const search::Index>> LiveSite::read_index() {
    auto now = archive_->index_state();
    if (!now) return now.error();
    if (*now == indexed_) return std::shared_ptr<const search::Index>();
    auto index = search::Index::held(*archive_);
    if (!index) return index.error();
    indexed_ = std::move(*now);
    return std::make_shared<const search::Index>(std::move(*index));
}

std::shared_ptr<const search::Index> LiveSite::index() const {
    const std::lock_guard guard(lock_);
    return index_;
}

std::shared_ptr<LiveSite::State> LiveSite::state() const {
    const std::lock_guard guard(lock_);
    return state_;
}

std::string LiveSite::stamp() const {
    std::string stamp;
    for (const char* name : {"archive.db", "archive.db-wal"}) {
        std::error_code error;
        const auto path = archive_->folder() / name;
        const auto size = std::filesystem::file_size(path, error);
        const auto time = std::filesystem::last_write_time(path, error);
        stamp += error ? "-" : std::to_string(size) + "@" + std::to_string(time.time_since_epoch().count());
        stamp += ' ';
    }
    return stamp;
}

Diagnostics LiveSite::refresh() {
    Diagnostics problems;
    // Taken before reading: what is written meanwhile is seen the next time.
    std::string now = stamp();
    if (now == seen_) return problems;
    seen_ = std::move(now);
    if (auto done = archive_->catch_up(); !done) problems.push_back({"archive_unreadable", done.error().message});
    auto fresh = read(state()->hash, problems);
    if (!fresh) {
        problems.push_back({"archive_unreadable", fresh.error().message});
    } else if (*fresh) {
        const std::lock_guard guard(lock_);
        state_ = std::move(*fresh);
    }
    auto index = read_index();
    if (!index) {
        problems.push_back({"archive_unreadable", index.error().message});
    } else if (*index) {
        const std::lock_guard guard(lock_);
        index_ = std::move(*index);
    }
    malloc_trim(0);
    return problems;
}

std::string LiveSite::page_of(std::string_view episode_id) const {
    const std::shared_ptr<State> now = state();
    const auto& episodes = now->site->model().episodes;
    for (std::size_t i = 0; i < episodes.size(); ++i)
        if (episodes[i].key == episode_id) return now->site->links().episode(i);
    return {};
}

Answer LiveSite::answer(std::string_view path) {
    const std::shared_ptr<State> now = state();
    if (const auto medium = now->media.find(path); medium != now->media.end()) {
        Answer answer;
        answer.type = media_type(path);
        answer.file = medium->second;
        answer.etag = medium_etag(path, medium->second);
        return answer;
    }
    {
        const std::lock_guard guard(now->lock);
        if (const auto known = now->rendered.find(path); known != now->rendered.end()) return known->second;
    }
    auto page = now->site->render(path.empty() ? "index.html" : path);
    if (!page) return error_answer(page.error());
    Answer answer = json_answer(std::move(*page));
    answer.type = media_type(path.empty() ? "index.html" : path);
    const std::lock_guard guard(now->lock);
    if (now->rendered_bytes > kMaxRenderedBytes) {
        now->rendered.clear();
        now->rendered_bytes = 0;
    }
    if (now->rendered.emplace(path, answer).second) now->rendered_bytes += answer.body.size();
    return answer;
}

}  // namespace earwitness::serve
