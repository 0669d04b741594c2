#include "store/tables.h"

#include "store/schema.h"
#include "store/sqlite.h"

namespace earwitness::store {
namespace {

ColumnType type_of(std::string_view name) {
    if (name == "INTEGER") return ColumnType::kInteger;
    if (name == "REAL") return ColumnType::kReal;
    return name == "BLOB" ? ColumnType::kBlob : ColumnType::kText;
}

Status read_columns(const Database& database, Table& table) {
    auto query = database.prepare("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid");
    query.with(table.name);
    while (query.next()) {
        table.columns.push_back({query.text(0), type_of(query.view(1))});
        table.numbered = table.numbered || (query.view(0) == "row" && query.integer(2) == 1);
    }
    return query.finish();
}

}  // namespace

Result<std::vector<Table>> archive_tables() {
    auto database = open_sqlite(":memory:", SqliteAccess::kReadWriteCreate);
    if (!database) return database.error();
    if (auto done = migrate(*database); !done) return done.error();
    // SQLite lists tables in the order in which they were made, and one can only refer to what is there.
    auto query = database->prepare(
        "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite%' ORDER BY rowid");
    std::vector<Table> tables;
    while (query.next()) tables.push_back({query.text(0), {}, false});
    if (auto done = query.finish(); !done) return done.error();
    for (Table& table : tables)
        if (auto done = read_columns(*database, table); !done) return done.error();
    return tables;
}

}  // namespace earwitness::store
