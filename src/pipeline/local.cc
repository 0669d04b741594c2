#include "pipeline/local.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/clock.h"
#include "pipeline/audio_description.h"
#include "text/utf8.h"

namespace earwitness::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFiles = 100'000;
// Better formats first: where several transcripts have one name, the first of these is read.
constexpr std::array<std::string_view, 8> kTranscripts = {".vtt",      ".json", ".srt", ".md",
                                                          ".markdown", ".html", ".htm", ".txt"};
constexpr std::array<std::string_view, 12> kAudio = {".mp3", ".m4a", ".ogg", ".opus", ".oga",  ".flac",
                                                     ".wav", ".aac", ".mp4", ".m4b",  ".webm", ".wma"};

std::string ending_of(const fs::path& path) {
    std::string ending = path.extension().string();
    for (char& c : ending)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return ending;
}

template <std::size_t N>
std::size_t rank_in(const std::array<std::string_view, N>& list, const fs::path& path) {
    return static_cast<std::size_t>(std::find(list.begin(), list.end(), ending_of(path)) - list.begin());
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

// Files that say something about a folder and are no episode of it.
bool is_about_folder(const fs::path& path) {
    const std::string stem = text::lower(path.stem().string());
    return stem == "readme" || stem == "license" || stem == "licence" || stem == "changelog" || stem == "contributing";
}

// Puts a file into its episode; a better format takes a worse one's place.
void put(const fs::path& file, store::IncomingEpisode& episode) {
    const auto better = [&](const std::string& old, const auto& list) {
        return old.empty() || rank_in(list, file) < rank_in(list, old);
    };
    if (file_kind(file) == FileKind::kTranscript && better(episode.local_transcript, kTranscripts))
        episode.local_transcript = file.string();
    if (file_kind(file) == FileKind::kAudio && better(episode.local_audio, kAudio)) episode.local_audio = file.string();
}

// Returns the album that the audio names.
std::string describe(const std::string& guid, const fs::path& stem, store::IncomingEpisode& incoming) {
    incoming.episode.guid = guid;
    title_from_name(text::repair_utf8(stem.filename().string()), incoming.episode);
    return incoming.local_audio.empty() ? std::string() : describe_by_tags(incoming.local_audio, incoming.episode);
}

// A link may point anywhere ("notes.txt -> /etc/passwd"), and what a folder holds gets published: only links that stay
// inside the folder are followed.
bool stays_inside(const fs::path& path, const fs::path& root) {
    std::error_code code;
    const fs::path target = fs::canonical(path, code);
    if (code) return false;
    const fs::path relative = target.lexically_relative(root);
    return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

FileKind file_kind(const fs::path& path) {
    if (rank_in(kTranscripts, path) < kTranscripts.size()) return FileKind::kTranscript;
    if (rank_in(kAudio, path) < kAudio.size()) return FileKind::kAudio;
    return FileKind::kNone;
}

void title_from_name(std::string_view stem, Episode& episode) {
    if (stem.size() >= 10) {
        if (const auto day = base::parse_utc(stem.substr(0, 10))) {
            episode.published_at = *day;
            stem.remove_prefix(10);
        }
    }
    std::string title;
    for (const char c : stem) {
        const bool gap = c == '_' || c == ' ' || (c == '-' && stem.find(' ') == std::string_view::npos);
        if (!gap)
            title += c;
        else if (!title.empty() && title.back() != ' ')
            title += ' ';
    }
    while (!title.empty() && title.back() == ' ') title.pop_back();
    if (title.empty() && episode.published_at) title = base::format_utc(*episode.published_at).substr(0, 10);
    episode.title = std::move(title);
}

Result<LocalFolder> scan_folder(const fs::path& folder) {
    std::error_code code;
    std::map<std::string, store::IncomingEpisode> by_name;  // by the path without its ending, relative to the folder
    std::size_t files = 0;
    const fs::path root = fs::canonical(folder, code);
    fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, code), end;
    for (; !code && at != end; at.increment(code)) {
        const fs::path path = at->path();
        if (is_hidden(path)) {
            if (at->is_directory(code)) at.disable_recursion_pending();
            continue;
        }
        if (!at->is_regular_file(code) || file_kind(path) == FileKind::kNone || is_about_folder(path)) continue;
        if (at->is_symlink(code) && !stays_inside(path, root)) continue;
        if (++files > kMaxFiles)
            return make_error(ErrorCode::kTooLarge, folder.string() + ": more than " + std::to_string(kMaxFiles) +
                                                        " files; add its subfolders one by one");
        fs::path name = path.lexically_relative(folder);
        name.replace_extension();
        put(path, by_name[name.string()]);
    }
    if (code)
        return make_error(ErrorCode::kIo, folder.string() + ": cannot be read (" + code.message() +
                                              "); check that it exists and who may read it");
    LocalFolder out;
    std::set<std::string> albums;
    for (auto& [name, episode] : by_name) {
        albums.insert(describe(name, name, episode));
        out.episodes.push_back(std::move(episode));
    }
    albums.erase("");
    if (albums.size() == 1) out.album = *albums.begin();
    return out;
}

Result<store::IncomingEpisode> describe_file(const fs::path& file) {
    if (file_kind(file) == FileKind::kNone)
        return make_error(ErrorCode::kUnsupported, file.string() +
                                                       ": neither a transcript (vtt, srt, json, md, html, txt) nor "
                                                       "audio (mp3, m4a, ogg, opus, flac, wav ...) by its name");
    std::error_code code;
    store::IncomingEpisode out;
    fs::path stem = file;
    stem.replace_extension();
    for (const auto& ending : kTranscripts)
        if (fs::is_regular_file(stem.string() + std::string(ending), code))
            put(stem.string() + std::string(ending), out);
    for (const auto& ending : kAudio)
        if (fs::is_regular_file(stem.string() + std::string(ending), code))
            put(stem.string() + std::string(ending), out);
    // The file that was named goes before its neighbours.
    (file_kind(file) == FileKind::kTranscript ? out.local_transcript : out.local_audio) = file.string();
    describe(stem.string(), stem, out);
    return out;
}

}  // namespace earwitness::pipeline
