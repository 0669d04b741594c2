#include "store/postgres.h"

#include <postgresql/libpq-fe.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "base/files.h"

namespace earwitness::store {
namespace {

// Of pg_type, which promises never to change them.
constexpr Oid kBytea = 17, kFloat8 = 701;

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Rows = std::unique_ptr<PGresult, ClearResult>;

std::string trimmed_message(const char* message) {
    std::string out = message == nullptr ? "" : message;
    while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
    for (char& c : out)
        if (c == '\n') c = ' ';
    return out;
}

class PostgresConnection : public Connection {
  public:
    PostgresConnection(PGconn* handle, std::string name) : handle_(handle), name_(std::move(name)) {}
    DatabaseEngine engine() const override { return DatabaseEngine::kPostgres; }
    std::unique_ptr<Cursor> prepare(std::string_view sql) override;
    Status execute(const std::string& sql) override {
        const Rows rows(PQexec(handle_.get(), sql.c_str()));
        return checked(rows.get());
    }
    Status begin() override { return execute("BEGIN"); }
    std::int64_t last_row() override {
        const Rows rows(PQexec(handle_.get(), "SELECT lastval()"));
        return PQntuples(rows.get()) == 1 ? std::strtoll(PQgetvalue(rows.get(), 0, 0), nullptr, 10) : 0;
    }
    const std::string& path() const override { return name_; }

    PGconn* handle() const { return handle_.get(); }
    Status checked(const PGresult* rows) const {
        const auto status = PQresultStatus(rows);
        if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return {};
        const char* raw = PQresultErrorField(rows, PG_DIAG_SQLSTATE);
        const std::string state = raw == nullptr ? "" : raw;
        const std::string message = name_ + ": reading or writing: " +
                                    trimmed_message(raw == nullptr ? PQerrorMessage(handle_.get())
                                                                   : PQresultErrorField(rows, PG_DIAG_MESSAGE_PRIMARY));
        if (state.starts_with("23")) return make_error(ErrorCode::kCorrupt, message + "; run `earwitness doctor`");
        if (state.starts_with("53"))
            return make_error(ErrorCode::kIo, message + "; make room and run the same command again");
        if (state.starts_with("40"))  // two writers that wait for one another
            return make_error(ErrorCode::kUnavailable, message + "; run the same command again");
        if (state.empty() || state.starts_with("08") || state.starts_with("57"))
            return make_error(ErrorCode::kUnavailable,
                              message + "; see that the server runs, then run the same command again");
        return make_error(ErrorCode::kIo, message);
    }

  private:
    struct Close {
        void operator()(PGconn* handle) const { PQfinish(handle); }
    };
    std::unique_ptr<PGconn, Close> handle_;
    std::string name_;
};

class PostgresCursor : public Cursor {
  public:
    PostgresCursor(const PostgresConnection& connection, std::string_view sql)
        : connection_(connection), sql_(postgres_placeholders(sql)) {}
    void bind(int index, std::int64_t value) override { value_at(index).text = std::to_string(value); }
    void bind(int index, double value) override {
        char buffer[64];
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
        value_at(index).text = std::string(buffer, end.ptr);
    }
    void bind(int index, std::string_view text) override {
        // It would be cut there without a word.
        if (status_ && text.find('\0') != std::string_view::npos)
            status_ = make_error(ErrorCode::kUnsupported,
                                 connection_.path() + ": a text holds a zero byte, which PostgreSQL cannot keep");
        value_at(index).text = std::string(text);
    }
    void bind_blob(int index, std::string_view bytes) override {
        Value& value = value_at(index);
        value.text = std::string(bytes);
        value.binary = true;
    }
    void bind_null(int index) override { value_at(index).text.reset(); }
    bool next() override {
        if (!rows_ && !ask()) return false;
        return ++row_ < PQntuples(rows_.get());
    }
    Status finish() override {
        Status status = std::move(status_);
        status_ = {};
        rows_.reset();
        values_.clear();
        row_ = -1;
        return status;
    }
    std::int64_t integer(int column) const override {
        const char* text = PQgetvalue(rows_.get(), row_, column);
        return text[0] == 't' ? 1 : std::strtoll(text, nullptr, 10);
    }
    double real(int column) const override {
        const std::string_view text = PQgetvalue(rows_.get(), row_, column);
        double value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }
    std::string_view view(int column) const override;
    bool is_null(int column) const override { return PQgetisnull(rows_.get(), row_, column) != 0; }

  private:
    struct Value {
        std::optional<std::string> text;
        bool binary = false;
    };
    Value& value_at(int index) {
        if (values_.size() < static_cast<std::size_t>(index)) values_.resize(static_cast<std::size_t>(index));
        return values_[static_cast<std::size_t>(index) - 1] = {};
    }
    bool ask() {
        if (!status_) return false;
        std::vector<const char*> data;
        std::vector<int> sizes, formats;
        for (const Value& value : values_) {
            data.push_back(value.text ? value.text->c_str() : nullptr);
            sizes.push_back(value.text ? static_cast<int>(value.text->size()) : 0);
            formats.push_back(value.binary ? 1 : 0);
        }
        rows_.reset(PQexecParams(connection_.handle(), sql_.c_str(), static_cast<int>(values_.size()), nullptr,
                                 data.data(), sizes.data(), formats.data(), 0));
        status_ = connection_.checked(rows_.get());
        row_ = -1;
        if (!status_) rows_.reset();
        return status_.has_value();
    }

    const PostgresConnection& connection_;
    std::string sql_;
    std::vector<Value> values_;
    Rows rows_;
    int row_ = -1;
    Status status_;
    mutable std::vector<std::string> unpacked_;  // what view() had to turn into other bytes, by column
};

std::string_view PostgresCursor::view(int column) const {
    const char* text = PQgetvalue(rows_.get(), row_, column);
    const auto size = static_cast<std::size_t>(PQgetlength(rows_.get(), row_, column));
    const Oid type = PQftype(rows_.get(), column);
    if (type != kBytea && type != kFloat8) return {text, size};
    if (unpacked_.size() <= static_cast<std::size_t>(column)) unpacked_.resize(static_cast<std::size_t>(column) + 1);
    std::string& out = unpacked_[static_cast<std::size_t>(column)];
    if (type == kFloat8) {
        // As SQLite writes it, so that equal archives dump equal lines.
        char buffer[64];
        std::snprintf(buffer, sizeof buffer, "%.15g", real(column));
        out = buffer;
        if (!is_null(column) && out.find_first_of(".en") == std::string::npos) out += ".0";
        if (is_null(column)) out.clear();
        return out;
    }
    std::size_t length = 0;
    unsigned char* bytes = PQunescapeBytea(reinterpret_cast<const unsigned char*>(text), &length);
    out.assign(reinterpret_cast<const char*>(bytes), bytes == nullptr ? 0 : length);
    PQfreemem(bytes);
    return out;
}

std::unique_ptr<Cursor> PostgresConnection::prepare(std::string_view sql) {
    return std::make_unique<PostgresCursor>(*this, sql);
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

}  // namespace

std::string postgres_placeholders(std::string_view sql) {
    std::string out;
    int number = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql[i] == '\'') quoted = !quoted;
        if (sql[i] != '?' || quoted) {
            out += sql[i];
            continue;
        }
        out += '$';
        if (i + 1 >= sql.size() || sql[i + 1] < '0' || sql[i + 1] > '9') out += std::to_string(++number);
    }
    return out;
}

std::string postgres_tables(std::string_view sql) {
    std::string out(sql);
    replace_all(out, "row INTEGER PRIMARY KEY", "row BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY");
    replace_all(out, ") STRICT, WITHOUT ROWID;", ");");
    replace_all(out, ") STRICT;", ");");
    replace_all(out, " INTEGER", " BIGINT");
    replace_all(out, " REAL", " DOUBLE PRECISION");
    replace_all(out, " BLOB", " BYTEA");
    replace_all(out, " TEXT", " TEXT COLLATE \"C\"");
    return out;
}

Result<Database> open_postgres(const std::string& url) {
    PGconn* raw = PQconnectdb(url.c_str());
    // Without its password: the name stands in messages.
    std::string name = std::string("postgresql://") + (PQhost(raw) == nullptr ? "" : PQhost(raw)) + "/" +
                       (PQdb(raw) == nullptr ? "" : PQdb(raw));
    auto connection = std::make_unique<PostgresConnection>(raw, name);
    if (PQstatus(raw) != CONNECTION_OK)
        return make_error(ErrorCode::kUnavailable, name + ": " + trimmed_message(PQerrorMessage(raw)) +
                                                       "; check that the server runs and the address in database.url");
    PQsetNoticeProcessor(
        raw, [](void*, const char*) {}, nullptr);
    if (auto done = connection->execute("SET client_encoding = 'UTF8'; SET standard_conforming_strings = on"); !done)
        return done.error();
    return Database(std::move(connection));
}

Result<Database> open_server(const std::filesystem::path& archive_folder) {
    auto url = base::read_file(archive_folder / kUrlFile);
    if (!url) return url.error();
    while (!url->empty() && (url->back() == '\n' || url->back() == '\r' || url->back() == ' ')) url->pop_back();
    if (url->empty())  // libpq would take what it finds in its environment
        return make_error(ErrorCode::kInvalidArgument,
                          (archive_folder / kUrlFile).string() +
                              ": is empty; write the server's address into it, such as host=db.example.org "
                              "dbname=podcasts user=earwitness, or take the file away");
    return open_postgres(*url);
}

}  // namespace earwitness::store
