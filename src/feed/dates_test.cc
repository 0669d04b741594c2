#include "feed/dates.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "base/clock.h"

namespace earwitness::feed {
namespace {

std::string read(const char* text) {
    const auto seconds = parse_date(text);
    return seconds ? base::format_utc(*seconds) : "none";
}

TEST(DatesTest, ReadsWhatFeedsWrite) {
    const struct {
        const char* text;
        const char* utc;
    } kTable[] = {{"Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"},
                  {"Thu,  5 Apr 2012 10:00:00 +0200", "2012-04-05T08:00:00Z"},
                  {"Wed, 22 Feb 2012 22:40:00 -01:01", "2012-02-22T23:41:00Z"},
                  {"5 Apr 12 10:00 EST", "2012-04-05T15:00:00Z"},
                  {"Mon, 13 Feb, 2012 06:28:00 UTC", "2012-02-13T06:28:00Z"},
                  {"Wed, 19 Aug 2009 18:28:00 Etc/GMT", "2009-08-19T18:28:00Z"},
                  {"Thu, 30 Apr 2015 08:57:00 MEST", "2015-04-30T06:57:00Z"},
                  {"Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"},
                  {"2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"},
                  {"2003-12-31T10:14:55.1234-08:00", "2003-12-31T18:14:55Z"},
                  {"2003-12-31 10:14", "2003-12-31T10:14:00Z"},
                  {"2003-12-31", "2003-12-31T00:00:00Z"},
                  {"20160909T15:32:57+0000", "2016-09-09T15:32:57Z"},
                  {"20160909T153257Z", "2016-09-09T15:32:57Z"},
                  {"Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z"},
                  {"24 Set 2018 22:42:40 -0300", "2018-09-25T01:42:40Z"},
                  {"mar, 12 abr 2016 10:00:00 GMT", "2016-04-12T10:00:00Z"},
                  {"Vendredi, mai 30, 2014 - 13:10", "2014-05-30T13:10:00Z"},
                  {"Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"},
                  {"Sa, 27.10.2012 18:00:00 +0100", "2012-10-27T17:00:00Z"},
                  {"06/30/2013", "2013-06-30T00:00:00Z"},
                  {"23-10-2011", "2011-10-23T00:00:00Z"},
                  {"Aug. 24, 2010, 12:50 p.m.", "2010-08-24T12:50:00Z"},
                  {"Aug. 24, 2010, 12:05 a.m.", "2010-08-24T00:05:00Z"},
                  {"Sun, 23rd Sept 2012 12:12:34 -0400", "2012-09-23T16:12:34Z"},
                  {"Sun20 Jan 2008 22:15PST", "2008-01-21T06:15:00Z"},
                  {"Fri. 31 Jul 2015 17:00:", "2015-07-31T17:00:00Z"},
                  {"\"Wed, 26 Mar 2014 08:30:00 CDT\"", "2014-03-26T13:30:00Z"},
                  {"Sun, 8 Jenuary 2017 11:00:00 +0900", "2017-01-08T02:00:00Z"},
                  {"<span content=\"2017-04-02T00:00:00-04:00\">Sunday, April 2, 2017</span>", "2017-04-02T04:00:00Z"},
                  {"Sun, 14 Sept 2014 10:00:00 PT", "2014-09-14T17:00:00Z"},
                  {"Mon, 26 January 2004 16:31:00 PT", "2004-01-27T00:31:00Z"}};
    for (const auto& row : kTable) EXPECT_EQ(read(row.text), row.utc) << row.text;
}

TEST(DatesTest, RefusesWhatCouldBeWrong) {
    for (const char* text : {"",
                             "2003",
                             "0847",
                             "Aug 2008",
                             "03/04/2015",
                             "10-11-2012 14:40:17",
                             "13/04/10",
                             "Sun, 16 Dec 2012 1:2:3:4 GMT",
                             "Mon, 03 Jan 2011 012:31:50 CST",
                             "Sun, 28 Apr 2013 15:12:352 CST",
                             "118 Jun 2010",
                             "Sun, 02 Mar 2014 24:30:00 GMT",
                             "Fri, 03 June 2016 10:60:00 PST",
                             "30 Feb 2012",
                             "Sun, 16 zzz 2012 11:47:32 GMT",
                             "Sun, 16 Dec 2012 11:47:32 +zz:00",
                             "9999-12-31T23:59:59-99:99",
                             "2003-12-31T10:14:61Z",
                             "2013-01-27-01",
                             "2013-01-28T11:30:00-06:00Textra",
                             "Tue, 08 Mar 2022 15:30:00 -3000",
                             "Wed, 17 Sept 2014 09:00:00 CMT",
                             "Sun, 9 Mar 2014 10:00:00 PT",
                             "DATE DE PUBLICATION",
                             "{{ page.date }}",
                             "99999999999999999999",
                             "+0900",
                             "::::",
                             "1 2 3 4"})
        EXPECT_EQ(read(text), "none") << text;
}

// 2,126 dates from real feeds that broke a parser: most are read, and none otherwise than where the two reference
// readers agree.
TEST(DatesTest, ReadsTheHardOnesOfRealFeeds) {
    std::ifstream table(EARWITNESS_SOURCE_DIR "/../shared/data/feeds/suites/problem_dates.tsv");
    if (!table) GTEST_SKIP() << "../shared/data/feeds/suites/problem_dates.tsv is not there";
    std::string line;
    std::getline(table, line);
    std::size_t rows = 0, were_read = 0, wrong = 0;
    while (std::getline(table, line)) {
        std::vector<std::string> cells;
        for (std::istringstream in(line); std::getline(in, line, '\t');) cells.push_back(line);
        ASSERT_EQ(cells.size(), 5u);
        const auto text = nlohmann::json::parse(cells[0], nullptr, false);
        if (!text.is_string()) continue;
        ++rows;
        const std::string utc = read(text.get<std::string>().c_str());
        if (utc == "none") continue;
        ++were_read;
        if (cells[4] != "agree" || utc == cells[1]) continue;
        ++wrong;
        ADD_FAILURE() << cells[0] << ": " << utc << ", expected " << cells[1];
    }
    EXPECT_EQ(wrong, 0u);
    EXPECT_GT(rows, 2000u);
    EXPECT_GE(were_read, rows * 7 / 10);
}

}  // namespace
}  // namespace earwitness::feed
