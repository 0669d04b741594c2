// Archive: a whole archive into another folder, whose database may be of another engine. All or nothing: the rows come
// in one transaction, and last; files that came before them are harmless, since they are named by their bytes.
#include <algorithm>
#include <array>

#include "base/files.h"
#include "store/archive.h"
#include "store/parts.h"
#include "store/row_copy.h"

namespace earwitness::store {
namespace {

namespace fs = std::filesystem;

// What a user puts into an archive's folder beside the database.
constexpr const char* kUserFiles[] = {"earwitness.toml", "knowledge.txt"};

Result<std::size_t> count_rows(const Database& database, const std::vector<Table>& tables) {
    std::size_t rows = 0;
    for (const Table& table : tables) {
        auto query = database.prepare("SELECT count(*) FROM " + table.name);
        if (query.next()) rows += static_cast<std::size_t>(query.integer(0));
        if (auto done = query.finish(); !done) return done.error();
    }
    return rows;
}

// An archive's own files, which the first command on it makes or a user writes beforehand, may be there.
Status expect_no_strangers(const fs::path& folder) {
    constexpr std::array<std::string_view, 9> kOwn = {"archive.db",    "archive.db-wal", "archive.db-shm",
                                                      "archive.lock",  "database.url",   "earwitness.toml",
                                                      "knowledge.txt", "media",          "work"};
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder, code)) {
        const std::string name = entry.path().filename().string();
        if (std::find(kOwn.begin(), kOwn.end(), name) == kOwn.end())
            return make_error(ErrorCode::kRefused, folder.string() + ": has files that are no archive's (" + name +
                                                       "); name an empty folder");
    }
    return {};
}

Status expect_empty(const Database& database, const std::vector<Table>& tables) {
    const auto rows = count_rows(database, tables);
    if (!rows) return rows.error();
    if (*rows == 0) return {};
    return make_error(ErrorCode::kRefused,
                      database.path() + ": holds an archive already (" + std::to_string(*rows) +
                          " rows); name an empty folder, or an empty database in its database.url");
}

// Nobody else may begin an archive there meanwhile. SQLite's transaction is alone anyway.
Status lock_tables(const Database& database, const std::vector<Table>& tables) {
    if (database.engine() != DatabaseEngine::kPostgres) return {};
    for (const Table& table : tables)
        if (auto done = database.execute("LOCK TABLE " + table.name + " IN SHARE ROW EXCLUSIVE MODE"); !done)
            return done;
    return {};
}

Status copy_user_file(const fs::path& from, const fs::path& to) {
    auto bytes = base::read_file(from);
    if (!bytes) return bytes.error().code == ErrorCode::kNotFound ? Status() : Status(bytes.error());
    auto there = base::read_file(to);
    if (there && *there == *bytes) return {};
    if (there)
        return make_error(ErrorCode::kRefused, to.string() + ": is there and differs from " + from.string() +
                                                   "; move one of them away and try again");
    if (there.error().code != ErrorCode::kNotFound) return there.error();
    return base::write_file_atomic(to, *bytes, base::Durability::kSynced);
}

// True where it was copied or is there; false where the source has lost it.
Result<bool> copy_medium(const fs::path& from, const fs::path& to, std::int64_t bytes) {
    std::error_code code;
    if (!fs::is_regular_file(from, code)) return false;
    if (static_cast<std::int64_t>(fs::file_size(to, code)) == bytes && !code) return true;
    if (auto made = base::make_directories(to.parent_path()); !made) return made.error();
    const fs::path part = to.string() + ".part";
    if (!fs::copy_file(from, part, fs::copy_options::overwrite_existing, code)) {
        std::error_code ignored;
        fs::remove(part, ignored);
        return make_error(ErrorCode::kIo, part.string() + ": cannot be written (" + code.message() +
                                              "); make room or see who may write there, then copy again");
    }
    fs::rename(part, to, code);
    if (code) return make_error(ErrorCode::kIo, to.string() + ": cannot be written (" + code.message() + ")");
    return true;
}

Status copy_media(const Database& database, const fs::path& from, const fs::path& to, Archive::Copied& copied) {
    auto query = database.prepare("SELECT path, bytes FROM medium ORDER BY path");
    while (query.next()) {
        const std::string path = query.text(0);
        const auto done = copy_medium(from / path, to / path, query.integer(1));
        if (!done) return done.error();
        if (*done)
            ++copied.media;
        else
            copied.missing.push_back(path);
    }
    return query.finish();
}

// Sees one moment of a database that others write to meanwhile.
Status begin_snapshot(const Database& database) {
    return database.execute(
        database.engine() == DatabaseEngine::kPostgres ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN");
}

}  // namespace

Result<Archive::Copied> Archive::copy_to(const fs::path& folder, const CopyProgress& progress) const {
    std::error_code code;
    if (fs::weakly_canonical(folder, code) == fs::weakly_canonical(parts_->folder, code))
        return make_error(ErrorCode::kInvalidArgument,
                          folder.string() + ": is the archive itself; name another folder");
    if (auto done = expect_no_strangers(folder); !done) return done.error();
    const bool fresh = !fs::exists(folder / "archive.db", code);
    Result<Copied> copied = make_error(ErrorCode::kIo, "");
    {
        auto target = Archive::open(folder, OpenMode::kCreate);
        if (!target) return target.error();
        copied = copy_into(*target, progress);
    }
    // Of a file that this call has made nothing is left, so that the next one finds an empty folder again.
    if (!copied && fresh)
        for (const char* ending : {"", "-wal", "-shm"}) fs::remove(folder / (std::string("archive.db") + ending), code);
    return copied;
}

Result<Archive::Copied> Archive::copy_into(Archive& target, const CopyProgress& progress) const {
    EARWITNESS_ARCHIVE_CALL;
    const Database &from = parts_->database, &to = target.parts_->database;
    auto tables = archive_tables();
    if (!tables) return tables.error();
    if (auto begun = begin_snapshot(from); !begun) return begun.error();
    struct End {
        const Database& database;
        ~End() { static_cast<void>(database.execute("ROLLBACK").has_value()); }  // nothing was written there
    } const end{from};
    Transaction transaction(to);
    if (!transaction.begun()) return transaction.begun().error();
    if (auto done = lock_tables(to, *tables); !done) return done.error();
    if (auto done = expect_empty(to, *tables); !done) return done.error();
    for (const char* name : kUserFiles)
        if (auto done = copy_user_file(parts_->folder / name, target.parts_->folder / name); !done) return done.error();
    Copied copied;
    if (auto done = copy_media(from, parts_->folder, target.parts_->folder, copied); !done) return done.error();
    const auto total = count_rows(from, *tables);
    if (!total) return total.error();
    for (const Table& table : *tables) {
        const auto count = [&] {
            if (++copied.rows % 1000 == 0 && progress) progress(copied.rows, *total, table.name);
        };
        if (auto done = copy_rows(from, to, table, count); !done) return done.error();
    }
    if (auto done = transaction.commit(); !done) return done.error();
    return copied;
}

}  // namespace earwitness::store
