#include "store/postgres.h"

#include <gtest/gtest.h>

#include "store/postgres_server.h"

namespace earwitness::store {
namespace {

TEST(Postgres, Placeholders) {
    const struct {
        const char *given, *wanted;
    } cases[] = {{"SELECT 1", "SELECT 1"},
                 {"VALUES (?,?,?)", "VALUES ($1,$2,$3)"},
                 {"?1 = '' OR id = ?1 LIMIT ?12", "$1 = '' OR id = $1 LIMIT $12"},
                 {"SELECT '?', ? || '''?'", "SELECT '?', $1 || '''?'"}};
    for (const auto& c : cases) EXPECT_EQ(postgres_placeholders(c.given), c.wanted);
}

TEST(Postgres, ValuesComeBackAsSqliteGivesThem) {
    auto database = open_postgres(PostgresServer::running().fresh_database());
    ASSERT_TRUE(database) << database.error().message;
    ASSERT_TRUE(database->execute("CREATE TABLE t (i BIGINT, r DOUBLE PRECISION, s TEXT, b BYTEA)"));
    const std::string bytes("\0\xff'\\\n", 5), text = "Zo\xc3\xab \\ ' \"";
    auto insert = database->prepare("INSERT INTO t VALUES (?,?,?,?)");
    insert.with(std::int64_t{-7}, 0.1, text).bind_blob(4, bytes);
    ASSERT_TRUE(insert.run());
    insert.with(std::optional<std::int64_t>(), 1.0, "").bind_blob(4, "");
    ASSERT_TRUE(insert.run());
    auto query = database->prepare("SELECT i, r, s, b, count(*) OVER () FROM t ORDER BY r");
    ASSERT_TRUE(query.next());
    EXPECT_EQ(query.integer(0), -7);
    EXPECT_EQ(query.real(1), 0.1);
    EXPECT_EQ(query.text(2), text);
    EXPECT_EQ(query.text(3), bytes);
    EXPECT_EQ(query.integer(4), 2);
    ASSERT_TRUE(query.next());
    EXPECT_TRUE(query.is_null(0));
    EXPECT_EQ(query.text(1), "1.0");
    EXPECT_EQ(query.text(2) + query.text(3), "");
    EXPECT_FALSE(query.is_null(2));
    EXPECT_FALSE(query.next());
    EXPECT_TRUE(query.finish());
}

TEST(Postgres, ErrorsNameServerReasonAndRemedy) {
    const auto none = open_postgres("host=/nowhere user=nobody password=secret dbname=x");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::kUnavailable);
    EXPECT_NE(none.error().message.find("postgresql:///nowhere/x: "), std::string::npos) << none.error().message;
    EXPECT_EQ(none.error().message.find("secret"), std::string::npos) << none.error().message;
    auto database = open_postgres(PostgresServer::running().fresh_database());
    auto wrong = database->prepare("SELECT * FROM nothing");
    EXPECT_FALSE(wrong.next());
    const auto status = wrong.finish();
    ASSERT_FALSE(status);
    EXPECT_NE(status.error().message.find("\"nothing\" does not exist"), std::string::npos) << status.error().message;
}

}  // namespace
}  // namespace earwitness::store
