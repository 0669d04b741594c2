#include "cli/analysis_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace earwitness::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Analysis some_analysis() {
    Analysis a;
    a.episode.title = "Cables";
    a.episode.show = "Deep";
    a.transcript.text = "The cable\nis\x1B[31m long. It will last.";
    a.transcript.speakers = {{"s0", "Ada"}};
    a.transcript.segments = {{{0, 38}, 0, 9000, 0}};
    a.summary.sentences = {{0, 22}};
    Quote quote;
    quote.span = {23, 38};
    quote.start_ms = 61000;
    quote.speaker = 0;
    a.quotes = {quote};
    Chapter chapter;
    chapter.span = {0, 38};
    chapter.start_ms = 3723000;
    chapter.title = "Cable";
    a.chapters = {chapter};
    Entity entity;
    entity.name = "Acme";
    entity.type = EntityType::kOrg;
    entity.mentions.resize(3);
    a.entities = {entity};
    return a;
}

TEST(AnalysisReport, SaysWhoWhatAndWhen) {
    const std::string report = render_report(some_analysis());
    for (const char* part : {"Cables\nDeep - 0:09\nWith Ada\n", "- The cable is", "1:02:03  Cable",
                             "Organisations: Acme (3)", "\"It will last.\"", "-- Ada, 1:01"})
        EXPECT_THAT(report, HasSubstr(part)) << report;
}

TEST(AnalysisReport, LetsNoEscapeSequenceThrough) {
    EXPECT_THAT(render_report(some_analysis()), Not(HasSubstr("\x1B")));
}

TEST(AnalysisReport, WrapsLongLinesAndEndsThemAll) {
    Analysis a = some_analysis();
    a.episode.title.clear();
    for (int i = 0; i < 60; ++i) a.episode.title += "word ";
    const std::string report = render_report(a);
    for (std::size_t at = 0, end; at < report.size(); at = end + 1) {
        end = report.find('\n', at);
        ASSERT_NE(end, std::string::npos) << "the last line has no end";
        EXPECT_LE(end - at, 96u) << report.substr(at, end - at);
    }
}

TEST(AnalysisReport, OfNothingIsATitle) { EXPECT_EQ(render_report({}), "Untitled transcript\n"); }

}  // namespace
}  // namespace earwitness::cli
