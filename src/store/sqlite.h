// SQLite behind store/database.h.
#pragma once

#include "store/database.h"

namespace earwitness::store {

enum class SqliteAccess { kReadWriteCreate, kReadOnly };
Result<Database> open_sqlite(const std::filesystem::path& path, SqliteAccess access);

// The message for one of SQLite's result codes; shared with tests.
Error sqlite_error(int code, std::string_view detail, std::string_view path, std::string_view doing);

}  // namespace earwitness::store
