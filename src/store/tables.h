// The tables of an archive as data, for what is done to all of them alike (copy.cc).
#pragma once

#include <string>
#include <vector>

#include "earwitness/result.h"

namespace earwitness::store {

enum class ColumnType { kInteger, kReal, kText, kBlob };

struct Column {
    std::string name;
    ColumnType type = ColumnType::kText;
};

struct Table {
    std::string name;
    std::vector<Column> columns;
    bool numbered = false;  // its column `row` is given by the database
};

// Read from the migrations themselves, so that a table which one of them adds is known here too. A table stands behind
// those that it refers to.
Result<std::vector<Table>> archive_tables();

}  // namespace earwitness::store
