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

}  // namespace

Result<Folder> Folder::open(const fs::path& path) {
    std::vector<std::string> former;
    const auto proof = base::read_file(path / kProofFile);
    std::error_code error;
    if (proof) {
        auto files = proof_files(*proof);
        if (!files) return in_context((path / kProofFile).string(), files.error());
        former = std::move(*files);
    } else if (!is_empty_or_missing(path) && !fs::exists(path / kMarker, error)) {
        return make_error(ErrorCode::kRefused, path.string() + ": the folder holds files that earwitness did not publish: choose an empty or a new folder");
    }
    if (fs::exists(path / kMarker, error)) base::remove_unfinished_writes(path);
    if (auto made = base::write_file_if_changed(path / kMarker, "A publish is under way, or was broken off: publish again.\n"); !made) return made.error();
    return Folder(path, std::move(former));
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

Status Folder::finish(const std::vector<ProofEpisode>& episodes) {
    const auto wrote = base::write_file_if_changed(path_ / kProofFile, render_proof(episodes, hashes_));
    if (!wrote) return wrote.error();
    written_ += *wrote ? 1 : 0;
    std::error_code error;
    for (const std::string& path : former_) {
        if (hashes_.count(path) > 0) continue;
        if (fs::remove(path_ / path, error)) ++removed_;
        // Folders that are empty now; the first that is not ends it.
        for (fs::path parent = fs::path(path).parent_path(); !parent.empty(); parent = parent.parent_path())
            if (!fs::remove(path_ / parent, error)) break;
    }
    fs::remove(path_ / kMarker, error);
    return {};
}

}  // namespace earwitness::publish
