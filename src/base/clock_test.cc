#include "base/clock.h"

#include <gtest/gtest.h>

namespace earwitness::base {
namespace {

TEST(ClockTest, UtcBothWays) {
    const struct {
        std::int64_t seconds;
        const char* text;
    } kTable[] = {
        {0, "1970-01-01T00:00:00Z"},
        {1747226532, "2025-05-14T12:42:12Z"},
        {951782400, "2000-02-29T00:00:00Z"},
        {-1, "1969-12-31T23:59:59Z"},
    };
    for (const auto& row : kTable) {
        EXPECT_EQ(format_utc(row.seconds), row.text);
        EXPECT_EQ(parse_utc(row.text), row.seconds) << row.text;
    }
}

TEST(ClockTest, RefusesWhatIsNoDate) {
    for (const char* text :
         {"2025-02-30", "2025-13-01", "2025-05-14T25:00:00Z", "2025-05-14 12:42:12Z", "yesterday", ""})
        EXPECT_FALSE(parse_utc(text)) << text;
}

TEST(ClockTest, Positions) {
    EXPECT_EQ(format_position(63000), "1:03");
    EXPECT_EQ(format_position(3723999), "1:02:03");
}

}  // namespace
}  // namespace earwitness::base
