// SQLite's C API as three small owners. Used inside store/ only. Failures stick: a statement that could not be
// prepared, bound or stepped gives no rows, and finish() says why, so that a row loop needs one check at its end.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "earwitness/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace earwitness::store {

class Statement;

class Database {
  public:
    enum class Access { kReadWriteCreate, kReadOnly };
    static Result<Database> open(const std::filesystem::path& path, Access access);

    Statement prepare(std::string_view sql) const;
    // Runs statements that give no rows.
    Status execute(const std::string& sql) const;
    // The last failure of this connection as an error a user can act on: what, why, what to do.
    Error failure(std::string_view doing) const;
    std::int64_t last_row() const;
    int changed_rows() const;
    const std::string& path() const { return path_; }

  private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    std::unique_ptr<sqlite3, Close> handle_;
    std::string path_;
};

// The message for one of SQLite's result codes; shared with tests.
Error sqlite_error(int code, std::string_view detail, std::string_view path, std::string_view doing);

class Statement {
  public:
    // 1-based. Text and blobs are copied.
    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, int value) { return bind(index, static_cast<std::int64_t>(value)); }
    Statement& bind(int index, double value);
    Statement& bind(int index, std::string_view text);
    Statement& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
    Statement& bind(int index, const std::string& text) { return bind(index, std::string_view(text)); }
    Statement& bind_blob(int index, std::string_view bytes);
    Statement& bind_null(int index);
    template <typename T>
    Statement& bind(int index, const std::optional<T>& value) {
        return value ? bind(index, *value) : bind_null(index);
    }
    // All values in order, from the first placeholder on.
    template <typename... Values>
    Statement& with(const Values&... values) {
        int index = 0;
        (bind(++index, values), ...);
        return *this;
    }

    bool next();      // true: a row is there
    Status run();     // steps to the end
    Status finish();  // what stopped next(): nothing, or why; resets for another use

    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const { return std::string(view(column)); }
    std::string_view view(int column) const;  // valid until the next step
    bool is_null(int column) const;
    std::optional<std::int64_t> maybe_integer(int column) const {
        return is_null(column) ? std::nullopt : std::optional(integer(column));
    }

  private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
    const Database* database_ = nullptr;
    int code_ = 0;
};

// BEGIN IMMEDIATE until commit(); rolls back where commit() was not reached.
class Transaction {
  public:
    explicit Transaction(const Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    const Status& begun() const { return begun_; }
    Status commit();

  private:
    const Database& database_;
    Status begun_;
    bool open_ = false;
};

}  // namespace earwitness::store
