// Opening and closing, and the names of the enums.
#include "store/archive.h"

#include <array>

#include "base/files.h"
#include "store/parts.h"
#include "store/schema.h"

namespace earwitness::store {
namespace {

constexpr std::array<std::string_view, 4> kSources = {"feed", "feed_file", "folder", "files"};
constexpr std::array<std::string_view, kStages> kStageNames = {"transcript", "chapters", "audio", "analysis", "index"};

Status prepare(const Database& database, OpenMode mode) {
    // WAL lets readers read while the writer writes; NORMAL is safe against a killed process, and after a power cut the
    // last transactions may be missing, never half there.
    const char* settings = mode == OpenMode::kWrite ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON"
                                                    : "PRAGMA foreign_keys=ON";
    if (auto done = database.execute(settings); !done) return done;
    if (auto done = migrate(database); !done) return done;
    if (mode == OpenMode::kRead) return database.execute("PRAGMA query_only=ON");
    return {};
}

}  // namespace

std::string_view show_source_name(ShowSource source) { return kSources[static_cast<std::size_t>(source)]; }
std::string_view stage_name(Stage stage) { return kStageNames[static_cast<std::size_t>(stage)]; }

Archive::Archive(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

const std::filesystem::path& Archive::folder() const { return parts_->folder; }

Result<Archive> Archive::open(const std::filesystem::path& folder, OpenMode mode) {
    auto parts = std::make_unique<Parts>();
    std::error_code code;
    parts->folder = std::filesystem::absolute(folder, code);
    const auto file = parts->folder / "archive.db";
    if (mode == OpenMode::kWrite) {
        if (auto made = base::make_directories(parts->folder); !made) return made.error();
        auto lock = WriterLock::take(parts->folder);
        if (!lock) return lock.error();
        parts->lock = std::move(*lock);
    } else if (!std::filesystem::exists(file, code)) {
        return make_error(ErrorCode::kNotFound, parts->folder.string() +
                                                    ": no archive there; make one with `earwitness add <feed-url|folder|file>`, or name another with --archive");
    }
    auto database = Database::open(file, Database::Access::kReadWriteCreate);
    // A reader of a folder that it may not write to reads what the last writer left.
    if (!database && mode == OpenMode::kRead) database = Database::open(file, Database::Access::kReadOnly);
    if (!database) return database.error();
    parts->database = std::move(*database);
    if (auto done = prepare(parts->database, mode); !done) return done.error();
    return Archive(std::move(parts));
}

}  // namespace earwitness::store
