#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/analysis_json.h"
#include "base/files.h"
#include "publish/publish_json.h"
#include "publish/publish_markdown.h"
#include "publish/publish_podcast.h"
#include "publish/site_fixture.h"

namespace earwitness::publish {
namespace {

namespace fs = std::filesystem;

class ExportersTest : public ::testing::Test {
  protected:
    ExportersTest() {
        std::string name = (fs::temp_directory_path() / "ew-export-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~ExportersTest() override { fs::remove_all(path_); }
    std::string read(const char* file) const { return base::read_file(path_ / "out" / file).value_or("missing"); }
    fs::path path_;
};

TEST_F(ExportersTest, JsonIsTheAnalysesAndListsOfThem) {
    const auto report = publish_json(testing::model(), testing::load, path_ / "out", 2);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->episodes, 3u);
    const auto analysis = base::parse_analysis_json(read("episodes/the-lamp-room/episode-0.json"));
    ASSERT_TRUE(analysis) << analysis.error().message;
    EXPECT_EQ(analysis->transcript.text, read("episodes/the-lamp-room/episode-0.txt"));
    const auto index = nlohmann::json::parse(read("index.json"));
    EXPECT_EQ(index["episodes"].size(), 4u);
    EXPECT_EQ(index["episodes"][0]["findings"], "episodes/the-lamp-room/episode-0.json");
    EXPECT_TRUE(index["episodes"][3]["findings"].is_null());
    EXPECT_EQ(nlohmann::json::parse(read("entities.json"))[3]["id"], "script-org");
    EXPECT_EQ(publish_json(testing::model(), testing::load, path_ / "out", 1)->written, 0u);
}

TEST_F(ExportersTest, MarkdownShowsHostileNamesAsText) {
    ASSERT_TRUE(publish_markdown(testing::model(), testing::load, path_ / "out", 2));
    const std::string page = read("episodes/the-lamp-room/episode-0.md");
    EXPECT_NE(page.find("> It ran for twelve years.  \n> — Ada Vale, [0:02](https://example.org/a%20b.mp3#t=2)"),
              std::string::npos)
        << page;
    EXPECT_NE(page.find("&lt;b&gt;half&lt;/b&gt;"), std::string::npos) << page;
    EXPECT_EQ(page.find("<script>"), std::string::npos);
    EXPECT_NE(read("index.md").find("(episodes/the-lamp-room/episode-0.md)"), std::string::npos);
}

TEST_F(ExportersTest, MarkdownIsReadyForObsidian) {
    ASSERT_TRUE(publish_markdown(testing::model(), testing::load, path_ / "out", 2));
    const std::string page = read("episodes/the-lamp-room/episode-0.md");
    EXPECT_NE(page.find("\npeople:\n  - \"[[Ada Vale]]\"\n"), std::string::npos) << page;
    EXPECT_NE(page.find("\ntags:\n  - \"topic/lamps"), std::string::npos) << page;
    EXPECT_NE(page.find("- [[Ada Vale]] (person)"), std::string::npos) << page;
    // A quote's block id stands by itself behind it, a list item's at its end; each once.
    const Analysis analysis = testing::lamp_analysis(0);
    const auto id = [&](const char* words) {
        const Span span = testing::span_of(analysis, words);
        return "^b" + std::to_string(span.begin) + "-" + std::to_string(span.end) + "\n";
    };
    EXPECT_NE(page.find("\n\n" + id("It ran for twelve years.") + "\n"), std::string::npos) << page;
    const std::string item = " " + id("I think that lamps & clocks will cost <b>half</b> by 2030.");
    const auto at = page.find(item);
    ASSERT_NE(at, std::string::npos) << page;
    EXPECT_EQ(page.find(item, at + 1), std::string::npos);
    EXPECT_EQ(page.find("[[<"), std::string::npos);
}

TEST_F(ExportersTest, PodcastAppsGetTranscriptsChaptersPeopleAndSoundbites) {
    const TranscriptWriters writers = {[](const Transcript& t) { return "VTT " + t.speakers[0].name; },
                                       [](const Transcript&) { return std::string("SRT"); },
                                       [](const Transcript&) { return std::string("JSON"); }};
    SiteModel model = testing::model();
    model.episodes[1].about.soundbites = {{61'500, 30'000, "The best of it"}};
    const auto load = [](std::size_t episode) -> Result<std::shared_ptr<const Analysis>> {
        auto analysis = std::make_shared<Analysis>(testing::lamp_analysis(static_cast<int>(episode)));
        analysis->transcript.language = "en";
        return std::shared_ptr<const Analysis>(std::move(analysis));
    };
    const auto report = publish_podcast(model, load, writers, path_ / "out", 2);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(read("episodes/the-lamp-room/episode-0.vtt"), "VTT Ada Vale");
    EXPECT_EQ(read("episodes/the-lamp-room/episode-0.srt"), "SRT");
    EXPECT_EQ(read("episodes/the-lamp-room/episode-0.transcript.json"), "JSON");
    const auto chapters = nlohmann::json::parse(read("episodes/the-lamp-room/episode-0.chapters.json"));
    EXPECT_EQ(chapters["version"], "1.2.0");
    EXPECT_EQ(chapters["chapters"][1]["startTime"], 10);
    EXPECT_EQ(chapters["chapters"][1]["title"], "Sales");
    const std::string feed = read("shows/the-lamp-room.xml");
    for (const char* wanted :
         {"<podcast:transcript url=\"https://example.org/lamps/episodes/the-lamp-room/episode-0.vtt\" "
          "type=\"text/vtt\" language=\"en\" rel=\"captions\"/>",
          "<podcast:chapters url=\"https://example.org/lamps/episodes/the-lamp-room/episode-0.chapters.json\" "
          "type=\"application/json+chapters\"/>",
          "<podcast:person role=\"guest\">&lt;script&gt;",
          "<podcast:soundbite startTime=\"2.000\" duration=\"2.800\">It ran for twelve years.</podcast:soundbite>",
          "<podcast:soundbite startTime=\"61.500\" duration=\"30.000\">The best of it</podcast:soundbite>",
          "<pubDate>14 Nov 2023 22:13:20 GMT</pubDate>", "<enclosure url=\"https://example.org/a%20b.mp3\""})
        EXPECT_NE(feed.find(wanted), std::string::npos) << wanted << "\n" << feed;
    for (const char* never : {"javascript:", "<script", "href=\"\""})
        EXPECT_EQ(feed.find(never), std::string::npos) << never;
    EXPECT_NE(read("feeds.opml").find("xmlUrl=\"https://example.org/lamps/shows/the-lamp-room.xml\""),
              std::string::npos);
    model.base_url.clear();
    EXPECT_EQ(publish_podcast(model, load, writers, path_ / "other", 1).error().code, ErrorCode::kInvalidArgument);
}

TEST(MarkdownTextTest, EscapesWhatWouldMeanSomething) {
    const struct {
        const char* text;
        const char* markdown;
    } cases[] = {
        {"plain words", "plain words"},
        {"# no heading", "\\# no heading"},
        {"1. no list", "1\\. no list"},
        {"2024 was", "2024 was"},
        {"*no* _emphasis_", "\\*no\\* \\_emphasis\\_"},
        {"[no](link)", "\\[no\\](link)"},
        {"<b>", "&lt;b&gt;"},
        {"a\n\n# b", "a # b"},
        {"- no", "\\- no"},
        {"", ""},
    };
    for (const auto& c : cases) EXPECT_EQ(markdown_text(c.text), c.markdown) << c.text;
}

}  // namespace
}  // namespace earwitness::publish
