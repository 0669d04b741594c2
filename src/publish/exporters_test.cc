#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/analysis_json.h"
#include "base/files.h"
#include "publish/publish_json.h"
#include "publish/publish_markdown.h"
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
