#include "store/row_writer.h"

#include <gtest/gtest.h>

#include "store/postgres.h"
#include "store/postgres_server.h"
#include "store/sqlite.h"

namespace earwitness::store {
namespace {

void expect_rows_come_back(const Database& database, const char* blob) {
    ASSERT_TRUE(database.execute(std::string("CREATE TABLE t (i BIGINT PRIMARY KEY, s TEXT, r DOUBLE PRECISION, b ") +
                                 blob + ")"));
    constexpr std::size_t kMany = RowWriter::kMostRowsAtOnce;
    std::int64_t written = 0;
    for (const std::size_t rows : {std::size_t{0}, std::size_t{1}, kMany, kMany + 1, 2 * kMany}) {
        RowWriter writer(database, "t(i, s, r, b)", 4);
        for (std::size_t i = 0; i < rows; ++i, ++written)
            ASSERT_TRUE(writer.add({written, "row " + std::to_string(written), 0.5 * static_cast<double>(written),
                                    written % 2 == 0 ? Value(Blob{std::string("\0\xff", 2)}) : Value()}));
        ASSERT_TRUE(writer.finish());
        ASSERT_TRUE(writer.finish());  // nothing a second time
    }
    auto query = database.prepare("SELECT i, s, r, b FROM t ORDER BY i");
    std::int64_t read = 0;
    for (; query.next(); ++read) {
        EXPECT_EQ(query.integer(0), read);
        EXPECT_EQ(query.text(1), "row " + std::to_string(read));
        EXPECT_EQ(query.real(2), 0.5 * static_cast<double>(read));
        EXPECT_EQ(query.is_null(3), read % 2 == 1);
        EXPECT_EQ(query.text(3), read % 2 == 0 ? std::string("\0\xff", 2) : "");
    }
    EXPECT_TRUE(query.finish());
    EXPECT_EQ(read, written);
}

TEST(RowWriter, WritesAllRowsOnceIntoEitherEngine) {
    auto sqlite = open_sqlite(":memory:", SqliteAccess::kReadWriteCreate);
    ASSERT_TRUE(sqlite) << sqlite.error().message;
    expect_rows_come_back(*sqlite, "BLOB");
    auto postgres = open_postgres(PostgresServer::running().fresh_database());
    ASSERT_TRUE(postgres) << postgres.error().message;
    expect_rows_come_back(*postgres, "BYTEA");
}

TEST(RowWriter, SaysWhatStopsIt) {
    auto database = open_sqlite(":memory:", SqliteAccess::kReadWriteCreate);
    ASSERT_TRUE(database && database->execute("CREATE TABLE t (i INTEGER PRIMARY KEY)"));
    RowWriter writer(*database, "t(i)", 1);
    ASSERT_TRUE(writer.add({std::int64_t{1}}));
    Status done = writer.add({std::int64_t{1}});  // at once or at the end, as the engine takes it
    if (done) done = writer.finish();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace earwitness::store
