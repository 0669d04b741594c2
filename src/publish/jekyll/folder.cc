#include "publish/jekyll/folder.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/hash.h"
#include "earwitness/engine.h"
#include "publish/proof.h"

namespace earwitness::publish::jekyll {
namespace {

namespace fs = std::filesystem;

// Written first and removed at the end, as the other exporters do: after a publish that was killed, files that the list
// does not name yet are ours.
constexpr std::string_view kMarker = ".earwitness-publish";
constexpr std::string_view kSchema = "earwitness/jekyll/1";

std::string render_manifest(const Manifest& manifest) {
    nlohmann::ordered_json json;
    json["schema"] = kSchema;
    json["producer"] = kProducer;
    std::string out = json.dump();
    out.back() = ',';
    out += "\"files\":[";
    // A file a line, so that a version control system shows what changed.
    bool first = true;
    for (const auto& [path, written] : manifest) {
        nlohmann::ordered_json file = {{"path", path}, {"sha256", written.sha256}};
        if (!written.episode.empty()) file["episode"] = written.episode;
        out += (std::exchange(first, false) ? "\n" : ",\n") +
               file.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    }
    return out + "\n]}\n";
}

Result<Manifest> read_manifest(const fs::path& file) {
    const auto bytes = base::read_file(file);
    if (!bytes && bytes.error().code == ErrorCode::kNotFound) return Manifest();
    if (!bytes) return bytes.error();
    const auto json = nlohmann::json::parse(*bytes, nullptr, false);
    const auto damaged =
        make_error(ErrorCode::kCorrupt, file.string() +
                                            ": not the list that `publish jekyll` writes: restore it, or "
                                            "remove it to have all files taken for yours");
    if (!json.is_object() || json.value("schema", nlohmann::json()) != kSchema || !json.contains("files") ||
        !json["files"].is_array())
        return damaged;
    Manifest manifest;
    for (const auto& entry : json["files"]) {
        if (!entry.is_object()) return damaged;
        const auto text = [&](const char* key) {
            const auto at = entry.find(key);
            return at != entry.end() && at->is_string() ? at->get<std::string>() : std::string();
        };
        if (std::string path = text("path"); stays_inside(path))
            manifest[std::move(path)] = {text("sha256"), text("episode")};
    }
    return manifest;
}

}  // namespace

Result<JekyllFolder> JekyllFolder::open(const fs::path& path, std::size_t episodes) {
    JekyllFolder folder(path);
    std::error_code error;
    if (fs::exists(path, error) && !fs::is_directory(path, error))
        return make_error(ErrorCode::kRefused, path.string() + ": not a folder");
    auto former = read_manifest(path / kManifest);
    if (!former) return former.error();
    folder.former_ = std::move(*former);
    folder.broken_off_ = fs::exists(path / kMarker, error);
    folder.foreign_site_ =
        !folder.broken_off_ && fs::exists(path / "_config.yml", error) && !folder.was_ours("_config.yml");
    if (episodes == 0 && !folder.former_.empty())
        return make_error(
            ErrorCode::kRefused,
            path.string() +
                ": the archive has no episode to publish, and the folder holds a publication: nothing was "
                "changed. Look whether --archive names the right one");
    if (folder.broken_off_) base::remove_unfinished_writes(path);
    auto marked = base::write_file_if_changed(path / kMarker,
                                              "`publish jekyll` is under way, or was broken off: publish again.\n");
    if (!marked) return marked.error();
    return folder;
}

std::optional<std::string> JekyllFolder::read(std::string_view path) const {
    auto bytes = base::read_file(path_ / path);
    return bytes ? std::optional(std::move(*bytes)) : std::nullopt;
}

Result<WriteState> JekyllFolder::write(const std::string& path, std::string_view bytes, bool untouched) {
    std::error_code error;
    const bool there = fs::exists(path_ / path, error);
    const auto wrote = base::write_file_if_changed(path_ / path, bytes);
    if (!wrote) return wrote.error();
    now_[path].sha256 = base::sha256_hex(bytes);
    if (untouched) report_.owned.insert(path);
    if (!*wrote) return WriteState::kSame;
    report_.written.insert(path);
    return there ? WriteState::kChanged : WriteState::kNew;
}

Result<WriteState> JekyllFolder::write_page(const std::string& path, std::string_view text, bool untouched,
                                            const std::string& episode) {
    const auto state = write(path, text, untouched);
    // What is ours in a page of ours the page itself says: edits must not change the list.
    if (state && !episode.empty()) now_[path] = {"", episode};
    return state;
}

void JekyllFolder::keep(const std::string& path) {
    const auto at = former_.find(path);
    if (at == former_.end()) return;
    now_[path] = at->second;
    if (const auto there = read(path); there && base::sha256_hex(*there) == at->second.sha256)
        report_.owned.insert(path);
}

Result<WriteState> JekyllFolder::write_made(const std::string& path, std::string_view bytes) {
    if (!was_ours(path) && !broken_off_)
        if (const auto there = read(path); there && *there != bytes) return WriteState::kForeign;
    return write(path, bytes, true);
}

Result<WriteState> JekyllFolder::write_once(const std::string& path, std::string_view bytes) {
    const auto there = read(path);
    const auto at = former_.find(path);
    if (at != former_.end()) {
        // Changed or removed by the user: theirs from now on.
        if (!there || base::sha256_hex(*there) != at->second.sha256) {
            now_[path] = at->second;
            return WriteState::kForeign;
        }
    } else if (there && *there != bytes) {
        return WriteState::kForeign;
    }
    return write(path, bytes, true);
}

Status JekyllFolder::remove_stale(const std::string& path, const Written& written) {
    const auto there = read(path);
    if (!there) return {};
    const bool untouched = is_ours(*there) ? is_untouched(*there) : base::sha256_hex(*there) == written.sha256;
    if (path.rfind(kPages, 0) == 0 && !untouched) {
        report_.kept.push_back(path);
        return {};
    }
    std::error_code error;
    if (!fs::remove(path_ / path, error))
        return make_error(ErrorCode::kIo, (path_ / path).string() + ": cannot be removed: " + error.message());
    report_.removed.insert(path);
    for (fs::path parent = fs::path(path).parent_path(); !parent.empty(); parent = parent.parent_path())
        if (!fs::remove(path_ / parent, error)) break;
    return {};
}

Status JekyllFolder::finish(bool whole) {
    for (const auto& [path, written] : former_) {
        if (now_.count(path) > 0) continue;
        if (!whole) {
            now_[path] = written;
            continue;
        }
        if (auto removed = remove_stale(path, written); !removed) return removed;
    }
    const auto listed = write(std::string(kManifest), render_manifest(now_), true);
    if (!listed) return listed.error();
    std::error_code error;
    fs::remove(path_ / kMarker, error);
    return {};
}

}  // namespace earwitness::publish::jekyll
