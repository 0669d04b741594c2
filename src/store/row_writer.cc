#include "store/row_writer.h"

#include <iterator>

namespace earwitness::store {
namespace {

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

}  // namespace

RowWriter::RowWriter(const Database& database, std::string_view into, std::size_t columns)
    : database_(database),
      into_(into),
      columns_(columns),
      rows_at_once_(database.engine() == DatabaseEngine::kPostgres ? kMostRowsAtOnce : 1) {}

Status RowWriter::add(std::vector<Value> row) {
    values_.insert(values_.end(), std::make_move_iterator(row.begin()), std::make_move_iterator(row.end()));
    if (values_.size() < rows_at_once_ * columns_) return {};
    if (!full_) full_.emplace(database_.prepare(insert(rows_at_once_)));
    return write(*full_);
}

Status RowWriter::finish() {
    if (values_.empty()) return {};
    Statement rest = database_.prepare(insert(values_.size() / columns_));
    return write(rest);
}

std::string RowWriter::insert(std::size_t rows) const {
    std::string one = "(?";
    for (std::size_t i = 1; i < columns_; ++i) one += ",?";
    one += ")";
    std::string sql = "INSERT INTO " + into_ + " VALUES " + one;
    for (std::size_t i = 1; i < rows; ++i) sql += "," + one;
    return sql;
}

Status RowWriter::write(Statement& statement) {
    int index = 0;
    for (const Value& value : values_) bind(statement, ++index, value);
    values_.clear();
    return statement.run();
}

}  // namespace earwitness::store
