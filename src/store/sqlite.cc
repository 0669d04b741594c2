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
                        "); check that the folder exists and who may write to it, or give another with --archive"};
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

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
void Statement::Finalize::operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }

Result<Database> Database::open(const std::filesystem::path& path, Access access) {
    sqlite3* raw = nullptr;
    const int flags = access == Access::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_FULLMUTEX, nullptr);
    Database database;
    database.handle_.reset(raw);
    database.path_ = path.string();
    if (code != SQLITE_OK)
        return sqlite_error(code, raw ? sqlite3_errmsg(raw) : "no memory", database.path_, "opening");
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, 10000);
    return database;
}

Statement Database::prepare(std::string_view sql) const {
    Statement statement;
    sqlite3_stmt* raw = nullptr;
    statement.code_ = sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &raw, nullptr);
    statement.handle_.reset(raw);
    statement.database_ = this;
    return statement;
}

Status Database::execute(const std::string& sql) const {
    if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return failure("writing");
    return {};
}

Error Database::failure(std::string_view doing) const {
    return sqlite_error(sqlite3_extended_errcode(handle_.get()), sqlite3_errmsg(handle_.get()), path_, doing);
}

std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(handle_.get()); }
int Database::changed_rows() const { return sqlite3_changes(handle_.get()); }

Statement& Statement::bind(int index, std::int64_t value) {
    if (code_ == SQLITE_OK) code_ = sqlite3_bind_int64(handle_.get(), index, value);
    return *this;
}

Statement& Statement::bind(int index, double value) {
    if (code_ == SQLITE_OK) code_ = sqlite3_bind_double(handle_.get(), index, value);
    return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
    // A null pointer would bind NULL, and an empty view may hold one.
    const char* bytes = text.data() == nullptr ? "" : text.data();
    if (code_ == SQLITE_OK)
        code_ = sqlite3_bind_text64(handle_.get(), index, bytes, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind_blob(int index, std::string_view bytes) {
    const char* data = bytes.data() == nullptr ? "" : bytes.data();
    if (code_ == SQLITE_OK) code_ = sqlite3_bind_blob64(handle_.get(), index, data, bytes.size(), SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bind_null(int index) {
    if (code_ == SQLITE_OK) code_ = sqlite3_bind_null(handle_.get(), index);
    return *this;
}

bool Statement::next() {
    if (code_ != SQLITE_OK && code_ != SQLITE_ROW) return false;
    code_ = sqlite3_step(handle_.get());
    return code_ == SQLITE_ROW;
}

Status Statement::run() {
    while (next()) {
    }
    return finish();
}

Status Statement::finish() {
    const int code = code_;
    Status status;
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
        status = database_->failure(handle_ ? "reading or writing" : "preparing");
    if (handle_) {
        sqlite3_reset(handle_.get());
        sqlite3_clear_bindings(handle_.get());
        code_ = SQLITE_OK;
    }
    return status;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(handle_.get(), column); }

std::string_view Statement::view(int column) const {
    // The blob first: it gives the bytes as they are, text or not, without a conversion.
    const void* bytes = sqlite3_column_blob(handle_.get(), column);
    const int size = sqlite3_column_bytes(handle_.get(), column);
    return bytes == nullptr ? std::string_view()
                            : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

bool Statement::is_null(int column) const { return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL; }

Transaction::Transaction(const Database& database) : database_(database) {
    begun_ = database_.execute("BEGIN IMMEDIATE");
    open_ = begun_.has_value();
}

Transaction::~Transaction() {
    // Fails only where SQLite has rolled back by itself already (a full disk).
    if (open_) static_cast<void>(database_.execute("ROLLBACK").has_value());
}

Status Transaction::commit() {
    if (!begun_) return begun_;
    if (auto done = database_.execute("COMMIT"); !done) return done;
    open_ = false;
    return {};
}

}  // namespace earwitness::store
