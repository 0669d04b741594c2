#include "store/row_copy.h"

#include <vector>

#include "store/row_writer.h"

namespace earwitness::store {
namespace {

constexpr std::size_t kRowsAtOnce = 64;  // of PostgreSQL's answers: it gives an answer whole

std::string column_list(const Table& table) {
    std::string out;
    for (const Column& column : table.columns) out += (out.empty() ? "" : ", ") + column.name;
    return out;
}

// The rows of a table one by one, never all of them in memory.
class Source {
  public:
    Source(const Database& database, const Table& table)
        : database_(database),
          by_cursor_(database.engine() == DatabaseEngine::kPostgres),
          rows_(
              database.prepare(by_cursor_ ? "FETCH " + std::to_string(kRowsAtOnce) + " FROM copied" : select(table))) {
        if (by_cursor_) status_ = database.execute("DECLARE copied NO SCROLL CURSOR FOR " + select(table));
    }
    ~Source() {
        // Fails only where the transaction has failed, which ends the cursor as well.
        if (by_cursor_) static_cast<void>(database_.execute("CLOSE copied").has_value());
    }
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;

    bool next() {
        while (status_) {
            if (rows_.next()) return any_ = true;
            status_ = rows_.finish();
            if (!by_cursor_ || !any_) break;
            any_ = false;  // an answer without a row is the last
        }
        return false;
    }
    const Statement& row() const { return rows_; }
    const Status& status() const { return status_; }

  private:
    static std::string select(const Table& table) { return "SELECT " + column_list(table) + " FROM " + table.name; }

    const Database& database_;
    const bool by_cursor_;
    Statement rows_;
    Status status_;
    bool any_ = false;
};

Value value_of(const Statement& row, int column, ColumnType type) {
    if (row.is_null(column)) return {};
    switch (type) {
        case ColumnType::kInteger:
            return row.integer(column);
        case ColumnType::kReal:
            return row.real(column);
        case ColumnType::kBlob:
            return Blob{row.text(column)};
        case ColumnType::kText:
            break;
    }
    return row.text(column);
}

}  // namespace

Status copy_rows(const Database& from, const Database& to, const Table& table, const std::function<void()>& copied) {
    Source source(from, table);
    RowWriter target(to, table.name + "(" + column_list(table) + ")", table.columns.size());
    while (source.next()) {
        std::vector<Value> row;
        for (const Column& column : table.columns)
            row.push_back(value_of(source.row(), static_cast<int>(row.size()), column.type));
        if (auto done = target.add(std::move(row)); !done) return in_context("table " + table.name, done.error());
        if (copied) copied();
    }
    if (!source.status()) return in_context("table " + table.name, source.status().error());
    if (auto done = target.finish(); !done) return in_context("table " + table.name, done.error());
    if (!table.numbered || to.engine() != DatabaseEngine::kPostgres) return {};
    // The next number is behind the highest that came, as in SQLite.
    auto next = to.prepare("SELECT setval(pg_get_serial_sequence(?, 'row'), max(row)) FROM " + table.name +
                           " HAVING count(*) > 0");
    return next.with(table.name).run();
}

}  // namespace earwitness::store
