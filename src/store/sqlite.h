// SQLite behind store/database.h.
#pragma once

#include "store/database.h"

namespace earwitness::store {

enum class SqliteAccess {
    kReadWriteCreate,
    kShared,  // the file must exist; for reading what others may write to meanwhile
    // The file must exist and not change meanwhile: no locks, no files beside it, and its -wal is not looked at.
    // Statements fail with kUnavailable once it has changed.
    kUnchanging,
};
Result<Database> open_sqlite(const std::filesystem::path& path, SqliteAccess access);

// For reading, also where nothing may be written beside the file (another user's, a read-only file system): then as
// kUnchanging, which https://sqlite.org/wal.html#readonly calls immutable. kUnavailable with the remedy where a writer
// left something in the -wal that only a writer can put in order.
Result<Database> open_sqlite_to_read(const std::filesystem::path& path);

// The message for one of SQLite's result codes; shared with tests.
Error sqlite_error(int code, std::string_view detail, std::string_view path, std::string_view doing);

}  // namespace earwitness::store
