// The tables of archive.db and their numbered migrations (PRAGMA user_version). docs/archive.md describes them.
#pragma once

#include "earwitness/result.h"
#include "store/sqlite.h"

namespace earwitness::store {

// How many migrations this build knows.
int schema_version();

// Brings an older or empty database up to date, all in one transaction. kCorrupt where it was made by a newer
// earwitness.
Status migrate(const Database& database);

// The user_version that the file has.
Result<int> read_schema_version(const Database& database);

}  // namespace earwitness::store
