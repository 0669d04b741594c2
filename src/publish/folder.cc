#include "publish/folder.h"

#include <algorithm>
#include <system_error>

#include "base/files.h"
#include "base/hash.h"

namespace earwitness::publish {
namespace {

namespace fs = std::filesystem;

// Written first and removed by finish(): a publish that was killed may be taken up again.
constexpr std::string_view kMarker = ".earwitness-publish";

bool is_empty_or_missing(const fs::path& path) {
    std::error_code error;
    if (!fs::exists(path, error)) return true;
    return fs::is_directory(path, error) && fs::is_empty(path, error);
}

struct KindNames {
    FolderKind kind;
    std::string_view name, index;  // as `publish` calls it, and the file that this kind alone writes
};

constexpr KindNames kKinds[] = {{FolderKind::kSite, "site", "index.html"},
                                {FolderKind::kJson, "json", "index.json"},
                                {FolderKind::kMarkdown, "markdown", "index.md"},
                                {FolderKind::kPodcast, "podcast", "feeds.opml"}};

std::string_view name_of(FolderKind kind) {
    for (const KindNames& known : kKinds)
        if (known.kind == kind) return known.name;
    return "";
}

std::string marker_text(std::string_view kind) {
    return "A publish of kind " + std::string(kind) + " is under way, or was broken off: publish again.\n";
}

// The kind of a former publish, or of one that was broken off before it could write verify.json; "" where none is told.
std::string_view former_kind(const FormerProof& former, std::string_view marker) {
    for (const KindNames& known : kKinds)
        if (former.files.count(std::string(known.index)) > 0 || marker == marker_text(known.name)) return known.name;
    return "";
}

Status check_kind(const fs::path& path, std::string_view wanted, std::string_view former) {
    if (former.empty() || former == wanted) return {};
    return make_error(ErrorCode::kRefused, path.string() + ": the folder holds what `publish " + std::string(former) +
                                               "` wrote: choose another folder, or `publish " + std::string(former) +
                                               "` to bring it up to date");
}

}  // namespace

Result<Folder> Folder::open(const fs::path& path, FolderKind kind, std::size_t episodes) {
    FormerProof former;
    const auto proof = base::read_file(path / kProofFile);
    std::error_code error;
    const bool broken_off = fs::exists(path / kMarker, error);
    if (proof) {
        auto known = read_proof(*proof);
        if (!known) return in_context((path / kProofFile).string(), known.error());
        former = std::move(*known);
    } else if (!is_empty_or_missing(path) && !broken_off) {
        return make_error(
            ErrorCode::kRefused,
            path.string() +
                ": the folder holds files that earwitness did not publish: choose an empty or a new folder");
    }
    const auto marker = base::read_file(path / kMarker);
    if (auto fits =
            check_kind(path, name_of(kind), former_kind(former, proof || !marker ? "" : std::string_view(*marker)));
        !fits)
        return fits.error();
    // Markdown's proof names no episodes.
    if (episodes == 0 && !former.files.empty())
        return make_error(
            ErrorCode::kRefused,
            path.string() +
                ": the archive has no episode with findings, and the folder holds a publication: nothing was changed. "
                "Look whether --archive names the right one; remove the folder to publish an empty archive");
    if (broken_off) base::remove_unfinished_writes(path);
    if (auto made = base::write_file_if_changed(path / kMarker, marker_text(name_of(kind))); !made) return made.error();
    return Folder(path, std::move(former));
}

bool Folder::held(std::string_view path) const {
    std::error_code error;
    return former_.files.count(std::string(path)) > 0 && fs::exists(path_ / path, error);
}

Status Folder::write(std::string_view path, std::string_view bytes) {
    const auto wrote = base::write_file_if_changed(path_ / path, bytes);
    if (!wrote) return wrote.error();
    written_ += *wrote ? 1 : 0;
    hashes_[std::string(path)] = base::sha256_hex(bytes);
    return {};
}

Status Folder::place(std::string_view path, const fs::path& file) {
    const fs::path target = path_ / path;
    std::error_code error;
    hashes_[std::string(path)] = "";
    const auto size = fs::file_size(file, error);
    if (error) return make_error(ErrorCode::kIo, file.string() + ": cannot be read: " + error.message());
    if (fs::file_size(target, error) == size && !error) return {};
    if (auto made = base::make_directories(target.parent_path()); !made) return made;
    fs::remove(target, error);
    // Copied, not linked: who changes the published file must not change the archive's.
    fs::copy_file(file, target, error);
    if (error) return make_error(ErrorCode::kIo, target.string() + ": cannot be written: " + error.message());
    ++written_;
    return {};
}

Status Folder::finish(std::vector<ProofEpisode> episodes, Completeness completeness) {
    if (completeness == Completeness::kPartial) {
        for (const auto& [path, hash] : former_.files)
            if (held(path) && hashes_.emplace(path, hash).second) ++kept_;
        for (const ProofEpisode& former : former_.episodes) {
            const auto same = [&](const ProofEpisode& episode) { return episode.id == former.id; };
            if (std::none_of(episodes.begin(), episodes.end(), same) && held(former.transcript) &&
                held(former.findings))
                episodes.push_back(former);
        }
    }
    const auto wrote = base::write_file_if_changed(path_ / kProofFile, render_proof(episodes, hashes_));
    if (!wrote) return wrote.error();
    written_ += *wrote ? 1 : 0;
    std::error_code error;
    for (const auto& [path, hash] : former_.files) {
        if (completeness == Completeness::kPartial || hashes_.count(path) > 0) continue;
        if (fs::remove(path_ / path, error)) ++removed_;
        // Folders that are empty now; the first that is not ends it.
        for (fs::path parent = fs::path(path).parent_path(); !parent.empty(); parent = parent.parent_path())
            if (!fs::remove(path_ / parent, error)) break;
    }
    fs::remove(path_ / kMarker, error);
    return {};
}

}  // namespace earwitness::publish
