// Opening and closing, and the names of the enums.
#include "store/archive.h"

#include <array>

#include "base/files.h"
#include "store/parts.h"
#include "store/postgres.h"
#include "store/schema.h"
#include "store/sqlite.h"

namespace earwitness::store {
namespace {

constexpr std::array<std::string_view, kShowSources> kSources = {"feed", "feed_file", "folder", "files", "pages"};
constexpr std::array<std::string_view, kStages> kStageNames = {"transcript", "chapters", "audio", "analysis",
                                                               "index",      "times",    "llm"};

// A file without our tables is never taken for a fresh archive: what was in it may be lost, and its media/ is not.
Status expect_tables(const Database& database) {
    auto query = database.prepare("SELECT 1 FROM sqlite_master WHERE type='table' AND name='episode'");
    const bool found = query.next();
    if (auto done = query.finish(); !done) return done;
    if (found) return {};
    return make_error(
        ErrorCode::kCorrupt,
        database.path() +
            ": is empty or damaged: it holds no archive; restore it from a copy, or move it away to begin anew");
}

// Made under another name and renamed when it is whole: a killed first command leaves no half archive behind.
Status create(const std::filesystem::path& file) {
    std::error_code code;
    const auto wal = file.string() + "-wal";
    if (std::filesystem::exists(wal, code) && std::filesystem::file_size(wal, code) > 0)
        return make_error(ErrorCode::kCorrupt,
                          file.string() + ": is missing, but " + wal +
                              " is there; put archive.db back, or move the other away as well to begin anew");
    const std::string fresh = file.string() + ".new";
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(fresh + ending, code);
    {
        auto database = open_sqlite(fresh, SqliteAccess::kReadWriteCreate);
        if (!database) return database.error();
        if (auto done = database->execute("PRAGMA journal_mode=WAL"); !done) return done;
        if (auto done = migrate(*database); !done) return done;
    }
    std::filesystem::rename(fresh, file, code);
    if (code)
        return make_error(ErrorCode::kIo, file.string() + ": cannot be made (" + code.message() +
                                              "); check who may write to the folder");
    return {};
}

Status prepare(const Database& database, OpenMode mode) {
    if (auto done = expect_tables(database); !done) return done;
    // WAL lets readers read while the writer writes; NORMAL is safe against a killed process, and after a power cut the
    // last transactions may be missing, never half there.
    const char* settings = mode != OpenMode::kRead
                               ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON"
                               : "PRAGMA foreign_keys=ON";
    if (auto done = database.execute(settings); !done) return done;
    if (auto done = migrate(database); !done) return done;
    if (mode == OpenMode::kRead) return database.execute("PRAGMA query_only=ON");
    return {};
}

Result<Database> open_file(const std::filesystem::path& file, OpenMode mode) {
    return mode == OpenMode::kRead ? open_sqlite_to_read(file) : open_sqlite(file, SqliteAccess::kReadWriteCreate);
}

Status prepare_server(const Database& database, OpenMode mode) {
    if (auto done = migrate(database); !done) return done;
    if (mode == OpenMode::kRead) return database.execute("SET default_transaction_read_only = on");
    return {};
}

bool is_elsewhere(const std::filesystem::path& folder) {
    std::error_code code;
    return std::filesystem::exists(folder / kUrlFile, code);
}

// Ready for use, and of the schema that this build knows.
Result<Database> open_database(const std::filesystem::path& folder, OpenMode mode) {
    const bool elsewhere = is_elsewhere(folder);
    auto database = elsewhere ? open_server(folder) : open_file(folder / "archive.db", mode);
    if (!database) return database;
    if (auto done = elsewhere ? prepare_server(*database, mode) : prepare(*database, mode); !done) return done.error();
    return database;
}

// kNotFound where there is none, which is another matter than a folder that this user may not look into.
Status expect_archive(const std::filesystem::path& folder) {
    std::error_code code;
    if (is_elsewhere(folder) || std::filesystem::exists(folder / "archive.db", code)) return {};
    if (code)
        return make_error(ErrorCode::kIo, folder.string() + ": cannot be looked into (" + code.message() +
                                              "); run this as a user who may, or name another archive with --archive");
    return make_error(ErrorCode::kNotFound, folder.string() +
                                                ": no archive there; make one with `earwitness add "
                                                "<feed-url|folder|file>`, or name another with --archive");
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
    if (mode != OpenMode::kCreate)
        if (auto there = expect_archive(parts->folder); !there) return there.error();
    if (mode != OpenMode::kRead) {
        if (auto made = base::make_directories(parts->folder); !made) return made.error();
        if (!is_elsewhere(parts->folder)) {
            auto lock = WriterLock::take(parts->folder);
            if (!lock) return lock.error();
            parts->lock = std::move(*lock);
            const auto file = parts->folder / "archive.db";
            if (!std::filesystem::exists(file, code))
                if (auto made = create(file); !made) return made.error();
        }
    }
    auto database = open_database(parts->folder, mode);
    if (!database) return database.error();
    parts->database = std::move(*database);
    return Archive(std::move(parts));
}

Status Archive::catch_up() const {
    EARWITNESS_ARCHIVE_CALL;
    if (!parts_->database.stale()) return {};
    auto database = open_database(parts_->folder, OpenMode::kRead);
    if (!database) return database.error();
    parts_->database = std::move(*database);
    return {};
}

}  // namespace earwitness::store
