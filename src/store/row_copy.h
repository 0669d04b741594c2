// The rows of one archive's database into another's, whatever engines keep them.
#pragma once

#include <functional>

#include "store/database.h"
#include "store/tables.h"

namespace earwitness::store {

// All rows of a table. Both databases are inside a transaction: `from` in one that sees one moment. `copied`, which may
// be empty, is called for each row. The error names the table.
Status copy_rows(const Database& from, const Database& to, const Table& table, const std::function<void()>& copied);

}  // namespace earwitness::store
