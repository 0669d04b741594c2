// PostgreSQL behind store/database.h, over libpq. One connection, one statement at a time; a statement's rows are all
// taken before the first is given, so that other statements may run while they are read.
#pragma once

#include "store/database.h"

namespace earwitness::store {

// `url`: a connection string as libpq has it, "postgresql://user@host/database" or "host=... dbname=...". kUnavailable
// where nobody answers there or the database refuses.
Result<Database> open_postgres(const std::string& url);

// In an archive's folder: where its database is, where that is a server and not archive.db. One line, as above.
inline constexpr const char* kUrlFile = "database.url";
Result<Database> open_server(const std::filesystem::path& archive_folder);

// SQLite's placeholders as PostgreSQL's: "?" the next one, "?3" -> "$3"; strings are left alone.
std::string postgres_placeholders(std::string_view sql);

// A migration's tables, written for SQLite, in PostgreSQL's types.
std::string postgres_tables(std::string_view sql);

}  // namespace earwitness::store
