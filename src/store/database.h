// A database as three small owners, whatever engine keeps it: SQLite (sqlite.cc) or PostgreSQL (postgres.cc). Used
// inside store/ only. Statements are written in the SQL that both understand, with SQLite's placeholders (? or ?1);
// text compares by bytes. Failures stick: a statement that could not be prepared, bound or stepped gives no rows, and
// finish() says why, so that a row loop needs one check at its end.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "earwitness/result.h"

namespace earwitness::store {

class Statement;

enum class DatabaseEngine { kSqlite, kPostgres };

// A prepared statement of an engine; see Statement, which owns one.
class Cursor {
  public:
    virtual ~Cursor() = default;
    virtual void bind(int index, std::int64_t value) = 0;
    virtual void bind(int index, double value) = 0;
    virtual void bind(int index, std::string_view text) = 0;
    virtual void bind_blob(int index, std::string_view bytes) = 0;
    virtual void bind_null(int index) = 0;
    virtual bool next() = 0;
    virtual Status finish() = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view view(int column) const = 0;
    virtual bool is_null(int column) const = 0;
};

// A connection of an engine; see Database, which owns one.
class Connection {
  public:
    virtual ~Connection() = default;
    virtual DatabaseEngine engine() const = 0;
    virtual std::unique_ptr<Cursor> prepare(std::string_view sql) = 0;
    virtual Status execute(const std::string& sql) = 0;
    virtual Status begin() = 0;  // a transaction that may write
    virtual std::int64_t last_row() = 0;
    virtual const std::string& path() const = 0;
    virtual bool read_only() const { return false; }  // nothing can be written through it, whatever its statements say
    // The file has changed since it was opened without locks: what is read from now on may be torn, and is refused.
    virtual bool stale() const { return false; }
};

class Database {
  public:
    Database() = default;
    explicit Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

    DatabaseEngine engine() const { return connection_->engine(); }
    Statement prepare(std::string_view sql) const;
    // Runs statements that give no rows.
    Status execute(const std::string& sql) const { return connection_->execute(sql); }
    Status begin() const { return connection_->begin(); }
    std::int64_t last_row() const { return connection_->last_row(); }  // the number of the row inserted last
    const std::string& path() const { return connection_->path(); }    // for messages
    bool read_only() const { return connection_->read_only(); }
    bool stale() const { return connection_->stale(); }

  private:
    std::unique_ptr<Connection> connection_;
};

class Statement {
  public:
    explicit Statement(std::unique_ptr<Cursor> cursor) : cursor_(std::move(cursor)) {}
    // 1-based. Text and blobs are copied.
    Statement& bind(int index, std::int64_t value) { return cursor_->bind(index, value), *this; }
    Statement& bind(int index, int value) { return bind(index, static_cast<std::int64_t>(value)); }
    Statement& bind(int index, double value) { return cursor_->bind(index, value), *this; }
    Statement& bind(int index, std::string_view text) { return cursor_->bind(index, text), *this; }
    Statement& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
    Statement& bind(int index, const std::string& text) { return bind(index, std::string_view(text)); }
    Statement& bind_blob(int index, std::string_view bytes) { return cursor_->bind_blob(index, bytes), *this; }
    Statement& bind_null(int index) { return cursor_->bind_null(index), *this; }
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

    bool next() { return cursor_->next(); }  // true: a row is there
    Status run() {                           // steps to the end
        while (next()) {
        }
        return finish();
    }
    Status finish() { return cursor_->finish(); }  // what stopped next(): nothing, or why; resets for another use

    std::int64_t integer(int column) const { return cursor_->integer(column); }
    double real(int column) const { return cursor_->real(column); }
    std::string text(int column) const { return std::string(view(column)); }
    std::string_view view(int column) const { return cursor_->view(column); }  // valid until the next step
    bool is_null(int column) const { return cursor_->is_null(column); }
    std::optional<std::int64_t> maybe_integer(int column) const {
        return is_null(column) ? std::nullopt : std::optional(integer(column));
    }

  private:
    std::unique_ptr<Cursor> cursor_;
};

// The first row as `read` gives it; nothing where there is none. Why it could not be read, else what stopped the query.
template <typename Record>
Result<std::optional<Record>> first_row(Statement& query, Result<Record> (*read)(const Statement&)) {
    std::optional<Record> found;
    if (query.next()) {
        auto record = read(query);
        if (!record) return record.error();
        found = std::move(*record);
    }
    if (auto done = query.finish(); !done) return done.error();
    return found;
}

inline Statement Database::prepare(std::string_view sql) const { return Statement(connection_->prepare(sql)); }

// Until commit(); rolls back where commit() was not reached.
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
