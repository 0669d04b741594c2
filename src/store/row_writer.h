// Many rows of one table to one INSERT: a server is asked once where it would be asked for each row. Used inside
// store/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "store/database.h"

namespace earwitness::store {

struct Blob {
    std::string bytes;
};
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

// NULL where there is none.
inline Value value_of(const std::optional<std::int64_t>& number) { return number ? Value(*number) : Value(); }
inline Value value_of(std::string_view text) { return std::string(text); }

class RowWriter {
  public:
    // `into` is the table with its columns, "finding(episode, kind)"; `database` must outlive the writer.
    RowWriter(const Database& database, std::string_view into, std::size_t columns);

    // One value a column. What was added is written at finish() at the latest; after an error nothing more is.
    Status add(std::vector<Value> row);
    Status finish();

    static constexpr std::size_t kMostRowsAtOnce = 64;

  private:
    std::string insert(std::size_t rows) const;
    Status write(Statement& statement);

    const Database& database_;
    const std::string into_;
    const std::size_t columns_, rows_at_once_;
    std::optional<Statement> full_;  // prepared where so many rows come
    std::vector<Value> values_;
};

}  // namespace earwitness::store
