// Archive: the files under media/, named by the hash of their bytes.
#include <fstream>

#include "base/files.h"
#include "base/hash.h"
#include "base/slug.h"
#include "store/archive.h"
#include "store/named_lock.h"
#include "store/parts.h"

namespace earwitness::store {
namespace {

namespace fs = std::filesystem;

Error disk_error(const fs::path& path, const std::string& why) {
    return make_error(ErrorCode::kIo,
                      path.string() + ": " + why + "; check the file, the free space and who may write there");
}

// The hash and the size of a file of any length.
Result<Medium> measure(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return disk_error(file, "cannot be opened");
    base::Sha256 hash;
    Medium medium;
    std::string buffer(1 << 16, '\0');
    while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0) {
        hash.add(std::string_view(buffer).substr(0, static_cast<std::size_t>(in.gcount())));
        medium.bytes += in.gcount();
    }
    if (in.bad()) return disk_error(file, "cannot be read");
    medium.sha256 = hash.hex();
    return medium;
}

// A plain extension of the file's own name; anything odd becomes "bin".
std::string extension_of(const fs::path& file) {
    const std::string extension = base::make_slug(file.extension().string(), 5);
    return extension.empty() ? "bin" : extension;
}

}  // namespace

Result<std::optional<Medium>> drop_unused_medium(const Database& database, std::string_view sha256) {
    // Another process may be about to give an episode the very same audio.
    if (auto held = hold_until_commit(database, {"medium/" + std::string(sha256)}); !held) return held.error();
    auto query = database.prepare(
        "SELECT type, bytes, path FROM medium WHERE sha256=?1 AND NOT EXISTS (SELECT 1 FROM episode WHERE audio=?1)");
    query.with(sha256);
    std::optional<Medium> unused;
    if (query.next()) unused = Medium{std::string(sha256), query.text(0), query.integer(1), query.text(2)};
    if (auto done = query.finish(); !done) return done.error();
    if (!unused) return unused;
    auto remove = database.prepare("DELETE FROM medium WHERE sha256=?");
    if (auto done = remove.with(sha256).run(); !done) return done.error();
    return unused;
}

void delete_media(const std::filesystem::path& folder, const std::vector<Medium>& gone) {
    std::error_code code;
    for (const auto& medium : gone) fs::remove(folder / medium.path, code);
}

Result<Medium> Archive::keep_medium(const fs::path& file, std::string_view type, bool move) {
    auto medium = measure(file);
    if (!medium) return medium;
    medium->type = std::string(type);
    const fs::path relative =
        fs::path("media") / medium->sha256.substr(0, 2) / (medium->sha256 + "." + extension_of(file));
    medium->path = relative.string();
    const fs::path target = parts_->folder / relative;
    if (auto made = base::make_directories(target.parent_path()); !made) return made.error();
    std::error_code code;
    if (fs::exists(target, code)) {
        if (move) fs::remove(file, code);
        return medium;
    }
    if (move) {
        fs::rename(file, target, code);
        if (!code) return medium;
    }
    // Not the same file system, or the caller keeps its file: copy beside the target, then rename.
    const fs::path part = target.string() + ".part";
    if (!fs::copy_file(file, part, fs::copy_options::overwrite_existing, code)) return disk_error(part, code.message());
    fs::rename(part, target, code);
    if (code) return disk_error(target, code.message());
    if (move) fs::remove(file, code);
    return medium;
}

}  // namespace earwitness::store
