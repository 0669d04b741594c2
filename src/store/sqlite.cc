#include "store/sqlite.h"

#include <sqlite3.h>

namespace earwitness::store {

Error sqlite_error(int code, std::string_view detail, std::string_view path, std::string_view doing) {
    std::string message = std::string(path) + ": " + std::string(doing) + ": ";
    switch (code & 0xff) {
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {ErrorCode::kCorrupt,
                    message + "the archive is damaged (" + std::string(detail) +
                        "); put back a copy of archive.db, or move it away and add the shows again (media/ can stay)"};
        case SQLITE_FULL:
            return {
                ErrorCode::kIo,
                message +
                    "the disk is full; make room and run the same command again, nothing that was finished is lost"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorCode::kUnavailable,
                    message + "another program holds the archive; wait for it to end and try again"};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
        case SQLITE_AUTH:
            return {ErrorCode::kIo,
                    message + "cannot be opened or written (" + std::string(detail) +
                        "); check that it is there and that this user may read it (and, for commands that write, "
                        "write to it and its folder), or give another with --archive"};
        case SQLITE_IOERR:
            return {ErrorCode::kIo,
                    message + "the disk failed (" + std::string(detail) + "); check the disk and its free space"};
        case SQLITE_CONSTRAINT:
            return {ErrorCode::kCorrupt,
                    message + "the archive contradicts itself (" + std::string(detail) + "); run `earwitness doctor`"};
        default:
            return {ErrorCode::kIo, message + std::string(detail)};
    }
}

namespace {

struct CloseDatabase {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
};

class SqliteConnection;

class SqliteCursor : public Cursor {
  public:
    SqliteCursor(const SqliteConnection& connection, std::string_view sql);
    void bind(int index, std::int64_t value) override {
        if (code_ == SQLITE_OK) code_ = sqlite3_bind_int64(handle_.get(), index, value);
    }
    void bind(int index, double value) override {
        if (code_ == SQLITE_OK) code_ = sqlite3_bind_double(handle_.get(), index, value);
    }
    void bind(int index, std::string_view text) override {
        // A null pointer would bind NULL, and an empty view may hold one.
        const char* bytes = text.data() == nullptr ? "" : text.data();
        if (code_ == SQLITE_OK)
            code_ = sqlite3_bind_text64(handle_.get(), index, bytes, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    void bind_blob(int index, std::string_view bytes) override {
        const char* data = bytes.data() == nullptr ? "" : bytes.data();
        if (code_ == SQLITE_OK) code_ = sqlite3_bind_blob64(handle_.get(), index, data, bytes.size(), SQLITE_TRANSIENT);
    }
    void bind_null(int index) override {
        if (code_ == SQLITE_OK) code_ = sqlite3_bind_null(handle_.get(), index);
    }
    bool next() override {
        if (code_ != SQLITE_OK && code_ != SQLITE_ROW) return false;
        code_ = sqlite3_step(handle_.get());
        return code_ == SQLITE_ROW;
    }
    Status finish() override;

    std::int64_t integer(int column) const override { return sqlite3_column_int64(handle_.get(), column); }
    double real(int column) const override { return sqlite3_column_double(handle_.get(), column); }
    std::string_view view(int column) const override {
        // The blob first: it gives the bytes as they are, text or not, without a conversion.
        const void* bytes = sqlite3_column_blob(handle_.get(), column);
        const int size = sqlite3_column_bytes(handle_.get(), column);
        return bytes == nullptr ? std::string_view()
                                : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    }
    bool is_null(int column) const override { return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL; }

  private:
    const SqliteConnection& connection_;
    std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle_;
    int code_ = 0;
};

class SqliteConnection : public Connection {
  public:
    SqliteConnection(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
    // From now on the file is expected to stay as it is.
    void expect_no_change() { opened_at_ = state(); }
    DatabaseEngine engine() const override { return DatabaseEngine::kSqlite; }
    std::unique_ptr<Cursor> prepare(std::string_view sql) override {
        return std::make_unique<SqliteCursor>(*this, sql);
    }
    Status execute(const std::string& sql) override {
        if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return failure("writing");
        return {};
    }
    Status begin() override { return execute("BEGIN IMMEDIATE"); }
    std::int64_t last_row() override { return sqlite3_last_insert_rowid(handle_.get()); }
    const std::string& path() const override { return path_; }
    bool read_only() const override { return sqlite3_db_readonly(handle_.get(), "main") == 1; }
    bool stale() const override { return opened_at_ && *opened_at_ != state(); }

    sqlite3* handle() const { return handle_.get(); }
    // The last failure of this connection as an error a user can act on: what, why, what to do.
    Error failure(std::string_view doing) const {
        return sqlite_error(sqlite3_extended_errcode(handle_.get()), sqlite3_errmsg(handle_.get()), path_, doing);
    }

  private:
    using FileState = std::pair<std::uintmax_t, std::filesystem::file_time_type>;
    FileState state() const {
        std::error_code code;
        const auto size = std::filesystem::file_size(path_, code);
        return {size, std::filesystem::last_write_time(path_, code)};
    }

    std::unique_ptr<sqlite3, CloseDatabase> handle_;
    std::string path_;
    std::optional<FileState> opened_at_;  // of a file that is read without locks
};

SqliteCursor::SqliteCursor(const SqliteConnection& connection, std::string_view sql) : connection_(connection) {
    sqlite3_stmt* raw = nullptr;
    code_ = sqlite3_prepare_v2(connection.handle(), sql.data(), static_cast<int>(sql.size()), &raw, nullptr);
    handle_.reset(raw);
}

Status SqliteCursor::finish() {
    const int code = code_;
    Status status;
    if (connection_.stale())
        status = make_error(ErrorCode::kUnavailable,
                            connection_.path() +
                                ": was written to by another user while it was read, and who may only read cannot "
                                "hold it still; run the same command again");
    else if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
        status = connection_.failure(handle_ ? "reading or writing" : "preparing");
    if (handle_) {
        sqlite3_reset(handle_.get());
        sqlite3_clear_bindings(handle_.get());
        code_ = SQLITE_OK;
    }
    return status;
}

}  // namespace

namespace {

// The name by which SQLite takes a file as one that does not change.
std::string unchanging_name(const std::string& path) {
    std::string name = "file:";
    for (const char c : path) {
        if (c == '?' || c == '#' || c == '%')
            name += c == '?' ? "%3f" : c == '#' ? "%23" : "%25";
        else
            name += c;
    }
    return name + "?immutable=1";
}

int open_flags(SqliteAccess access) {
    switch (access) {
        case SqliteAccess::kReadWriteCreate:
            return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        case SqliteAccess::kShared:
            return SQLITE_OPEN_READWRITE;
        default:
            return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    }
}

// In WAL mode it is the first read that opens, and where needed makes, the files beside the database.
Status read_something(const Database& database) {
    auto query = database.prepare("SELECT 1 FROM sqlite_master LIMIT 1");
    query.next();
    return query.finish();
}

}  // namespace

Result<Database> open_sqlite(const std::filesystem::path& path, SqliteAccess access) {
    sqlite3* raw = nullptr;
    const bool unchanging = access == SqliteAccess::kUnchanging;
    const std::string name = unchanging ? unchanging_name(path.string()) : path.string();
    const int code = sqlite3_open_v2(name.c_str(), &raw, open_flags(access) | SQLITE_OPEN_FULLMUTEX, nullptr);
    auto connection = std::make_unique<SqliteConnection>(raw, path.string());
    if (code != SQLITE_OK) return sqlite_error(code, raw ? sqlite3_errmsg(raw) : "no memory", path.string(), "opening");
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, 10000);
    if (unchanging) connection->expect_no_change();
    return Database(std::move(connection));
}

Result<Database> open_sqlite_to_read(const std::filesystem::path& path) {
    auto shared = open_sqlite(path, SqliteAccess::kShared);
    if (!shared) return shared;
    const Status read = read_something(*shared);
    if (read) return shared;
    if (read.error().code != ErrorCode::kIo) return read.error();
    std::error_code code;
    const std::string wal = path.string() + "-wal";
    if (std::filesystem::exists(wal, code) && std::filesystem::file_size(wal, code) > 0)
        return make_error(ErrorCode::kUnavailable,
                          path.string() + ": who wrote to it last was stopped or is still at it, and left a part in " +
                              wal +
                              ", which only somebody who may write to the folder can put in its place; run any "
                              "command as such a user (`earwitness show` does), or copy archive.db and "
                              "archive.db-wal to a folder of your own and name it with --archive");
    auto unchanging = open_sqlite(path, SqliteAccess::kUnchanging);
    if (!unchanging || !read_something(*unchanging)) return read.error();
    return unchanging;
}

}  // namespace earwitness::store
