#include "store/row_copy.h"

#include <variant>
#include <vector>

namespace earwitness::store {
namespace {

constexpr std::size_t kRowsAtOnce = 64;  // of an INSERT, and of PostgreSQL's answers: it gives an answer whole

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

struct Blob {
    std::string bytes;
};
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

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

void bind(Statement& statement, int index, const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        statement.bind(index, *integer);
    else if (const auto* real = std::get_if<double>(&value))
        statement.bind(index, *real);
    else if (const auto* text = std::get_if<std::string>(&value))
        statement.bind(index, *text);
    else if (const auto* blob = std::get_if<Blob>(&value))
        statement.bind_blob(index, blob->bytes);
    else
        statement.bind_null(index);
}

// Rows gathered to one INSERT of many.
class Target {
  public:
    Target(const Database& database, const Table& table)
        : database_(database), table_(table), full_(database.prepare(insert(kRowsAtOnce))) {}

    Status add(const Statement& row) {
        int column = 0;
        for (const Column& one : table_.columns) values_.push_back(value_of(row, column++, one.type));
        return values_.size() == kRowsAtOnce * table_.columns.size() ? write(full_) : Status();
    }
    Status finish() {
        if (values_.empty()) return {};
        Statement rest = database_.prepare(insert(values_.size() / table_.columns.size()));
        return write(rest);
    }

  private:
    std::string insert(std::size_t rows) const {
        std::string one = "(?";
        for (std::size_t i = 1; i < table_.columns.size(); ++i) one += ",?";
        one += ")";
        std::string sql = "INSERT INTO " + table_.name + "(" + column_list(table_) + ") VALUES " + one;
        for (std::size_t i = 1; i < rows; ++i) sql += "," + one;
        return sql;
    }
    Status write(Statement& statement) {
        int index = 0;
        for (const Value& value : values_) bind(statement, ++index, value);
        values_.clear();
        return statement.run();
    }

    const Database& database_;
    const Table& table_;
    Statement full_;
    std::vector<Value> values_;
};

}  // namespace

Status copy_rows(const Database& from, const Database& to, const Table& table, const std::function<void()>& copied) {
    Source source(from, table);
    Target target(to, table);
    while (source.next()) {
        if (auto done = target.add(source.row()); !done) return in_context("table " + table.name, done.error());
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
