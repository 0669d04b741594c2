// The tables of an archive and their numbered migrations. docs/archive.md describes them. SQLite keeps the version as
// PRAGMA user_version, PostgreSQL as the one row of the table schema_version.
#pragma once

#include "earwitness/result.h"
#include "store/database.h"

namespace earwitness::store {

// How many migrations this build knows.
int schema_version();

// Brings an older or empty database up to date, all in one transaction. kCorrupt where it was made by a newer
// earwitness.
Status migrate(const Database& database);

// The version that the database has, 0 where it is empty.
Result<int> read_schema_version(const Database& database);

}  // namespace earwitness::store
