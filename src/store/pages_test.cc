#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "base/clock.h"
#include "store/archive.h"
#include "store/page_match.h"
#include "store/postgres_server.h"

namespace earwitness::store {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using Outcome = PageTakeIn::Outcome;

TEST(AddressKey, LeavesOutWhatMeasuringServicesAdd) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"https://x.org/a.mp3", "x.org/a.mp3"},
        {"http://www.x.org/a.mp3?utm=1#t=5", "x.org/a.mp3"},
        {"https://dts.podtrac.com/redirect.mp3/pscrb.fm/rss/p/traffic.libsyn.com/secure/show/A_B.mp3?dest-id=1",
         "traffic.libsyn.com/secure/show/A_B.mp3"},
        {"https://media.blubrry.com/takeituneasy/content.blubrry.com/takeituneasy/lex.mp3",
         "content.blubrry.com/takeituneasy/lex.mp3"},
        {"https://x.org/v1.2/b.mp3", "x.org/v1.2/b.mp3"},
        {"https://www.youtube.com/watch?v=1yu2n426Iig&t=3", "youtube.com/watch?v=1yu2n426Iig"},
        {"https://x.org/folder/", "x.org/folder"},
        {"", ""}};
    for (const auto& [url, key] : cases) EXPECT_EQ(address_key(url), key) << url;
}

TEST(PageMatcher, GoesByAddressThenGuidThenTitle) {
    PageMatcher matcher;
    matcher.add(0, {"g0", "https://x.org/0.mp3", "https://x.org/0", "A title long enough", 86400}, true);
    matcher.add(1, {"g1", "https://x.org/1.mp3", "https://x.org/1", "Twice the same title", 86400}, true);
    matcher.add(2, {"g2", "https://x.org/2.mp3", "https://x.org/2", "Twice the same title", 172800}, true);
    matcher.add(3, {"", "https://x.org/1.mp3", "", "Only a page", {}}, false);
    matcher.add(4, {"g4", "https://x.org/home", "", "Other", {}}, true);
    matcher.add(5, {"g5", "https://x.org/home", "", "Another", {}}, true);
    const struct {
        const char* what;
        Identity page;
        std::string expected;
    } cases[] = {{"enclosure", {"", "https://track.example.com/x.org/0.mp3?a=1", "", "", {}}, "0 enclosure"},
                 {"a feed's episode goes before a page's", {"", "https://x.org/1.mp3", "", "", {}}, "1 enclosure"},
                 {"link", {"", "", "https://x.org/2", "", {}}, "2 link"},
                 {"guid", {"", "g2", "", "", {}}, "2 guid"},
                 {"title and day", {"", "", "", "twice  the same TITLE ", 172801}, "2 title and date"},
                 {"another day", {"", "", "", "A title long enough", 0}, ""},
                 {"title alone", {"", "", "", "A title long enough", {}}, "0 title"},
                 {"a title that two have", {"", "", "", "Twice the same title", {}}, ""},
                 {"a title that says little", {"", "", "", "Other", {}}, ""},
                 {"an address that two have", {"", "https://x.org/home", "", "", {}}, ""},
                 {"nothing", {}, ""}};
    for (const auto& one : cases) {
        const auto found = matcher.find(one.page);
        EXPECT_EQ(found ? std::to_string(found->episode) + " " + std::string(found->by) : "", one.expected) << one.what;
    }
}

class PagesTest : public ::testing::TestWithParam<DatabaseEngine> {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("ew_pages_" + std::to_string(::getpid()));
        fs::remove_all(folder_);
        if (GetParam() == DatabaseEngine::kPostgres) {
            fs::create_directories(folder_);
            std::ofstream(folder_ / "database.url") << PostgresServer::running().fresh_database() << "\n";
        }
        auto archive = Archive::open(folder_, OpenMode::kCreate);
        ASSERT_TRUE(archive) << archive.error().message;
        archive_.emplace(std::move(*archive));
    }
    void TearDown() override {
        archive_.reset();
        fs::remove_all(folder_);
    }

    static IncomingPage page(const std::string& file, const std::string& url, const std::string& show = "") {
        IncomingPage page;
        page.file = file;
        page.source_sha256 = "sha of " + file;
        page.text = "---\ntitle: x\n---\n";
        page.episode.title = "The page " + file;
        page.episode.enclosure = Enclosure{url, "", {}, {}};
        page.show_title = show;
        return page;
    }

    std::vector<std::string> taken(const std::vector<IncomingPage>& pages) {
        const auto done = archive_->take_in_pages(pages, 1000);
        if (!done) return {done.error().message};
        std::vector<std::string> out;
        for (const auto& one : *done)
            out.push_back(std::string(one.outcome == Outcome::kFresh     ? "new "
                                      : one.outcome == Outcome::kChanged ? "changed "
                                                                         : "same ") +
                          one.episode_id + (one.joined_by.empty() ? "" : " by " + one.joined_by));
        return out;
    }

    std::size_t count_episodes() { return archive_->episodes().value().size(); }

    fs::path folder_;
    std::optional<Archive> archive_;
};

INSTANTIATE_TEST_SUITE_P(Engines, PagesTest, ::testing::Values(DatabaseEngine::kSqlite, DatabaseEngine::kPostgres),
                         [](const auto& info) {
                             return std::string(info.param == DatabaseEngine::kSqlite ? "Sqlite" : "Postgres");
                         });

TEST_P(PagesTest, AreKeptAsTheyAreAndTwiceIsOnce) {
    IncomingPage one = page("a.md", "https://x.org/a.mp3", "The Show");
    one.mended = true;
    one.notes = {{"double_encoding", "said", 7}};
    EXPECT_THAT(taken({one, page("b.md", "https://x.org/b.mp3")}),
                ElementsAre("new the-show/the-page-a-md", "new imported-pages/the-page-b-md"));
    EXPECT_THAT(taken({one, page("b.md", "https://x.org/b.mp3")}),
                ElementsAre("same the-show/the-page-a-md", "same imported-pages/the-page-b-md"));
    EXPECT_EQ(count_episodes(), 2u);
    const auto kept = archive_->pages("the-show/the-page-a-md");
    ASSERT_TRUE(kept) << kept.error().message;
    ASSERT_EQ(kept->size(), 1u);
    EXPECT_EQ(kept->front().text, one.text);
    EXPECT_TRUE(kept->front().mended);
    ASSERT_EQ(kept->front().notes.size(), 1u);
    EXPECT_EQ(kept->front().notes[0].line, 7u);
    EXPECT_EQ(kept->front().notes[0].message, "said");
    std::vector<std::string> files;
    ASSERT_TRUE(archive_->each_page([&](const PageRecord& page) {
        files.push_back(page.file);
        return Status{};
    }));
    EXPECT_THAT(files, ElementsAre("a.md", "b.md"));
    EXPECT_FALSE(
        archive_->each_page([](const PageRecord&) { return Status(make_error(ErrorCode::kCancelled, "no")); }));
    EXPECT_EQ(archive_->check().value().pages, 2u);
    EXPECT_EQ(archive_->shows().value()[1].source, ShowSource::kPages);
}

TEST_P(PagesTest, AreTheSameUnderAnotherNameAndChangeUnderTheirOwn) {
    taken({page("a.md", "https://x.org/a.mp3")});
    IncomingPage moved = page("posts/a.md", "https://x.org/a.mp3");
    moved.source_sha256 = "sha of a.md";
    EXPECT_THAT(taken({moved}), ElementsAre("same imported-pages/the-page-a-md"));
    EXPECT_EQ(archive_->pages().value().size(), 1u);
    IncomingPage changed = page("a.md", "https://x.org/a.mp3");
    changed.source_sha256 = "another";
    changed.text = "changed";
    changed.episode.title = "A better title";
    EXPECT_THAT(taken({changed}), ElementsAre("changed imported-pages/the-page-a-md"));
    EXPECT_EQ(archive_->pages().value().front().text, "changed");
    EXPECT_EQ(archive_->episodes().value().front().episode.title, "A better title");
}

TEST_P(PagesTest, JoinTheArchivesEpisodesAlsoThoseThatComeLater) {
    EXPECT_THAT(taken({page("a.md", "https://x.org/a.mp3", "Old"), page("again.md", "https://x.org/a.mp3", "Old")}),
                ElementsAre("new old/the-page-a-md", "new old/the-page-a-md by enclosure"));
    Show show;
    show.title = "Real";
    const auto added = archive_->add_show(ShowSource::kFeed, "https://x.org/feed", "https://x.org/feed", show, 1);
    ASSERT_TRUE(added);
    IncomingEpisode real;
    real.episode.guid = "g";
    real.episode.title = "The real one";
    real.episode.enclosure = Enclosure{"https://x.org/a.mp3?from=feed", "", {}, {}};
    ASSERT_TRUE(archive_->take_in(added->row, show, {real}, true, {}, 1));
    EXPECT_THAT(taken({page("a.md", "https://x.org/a.mp3", "Old"), page("again.md", "https://x.org/a.mp3", "Old")}),
                ElementsAre("changed real/the-real-one by enclosure", "changed real/the-real-one by enclosure"));
    EXPECT_EQ(count_episodes(), 1u) << "what only pages told of is gone";
    EXPECT_EQ(archive_->shows().value().size(), 1u);
    EXPECT_EQ(archive_->episodes().value().front().episode.title, "The real one");
    // Once joined, a page stays where it is when the feed changes.
    real.episode.enclosure->url = "https://y.org/other.mp3";
    ASSERT_TRUE(archive_->take_in(added->row, show, {real}, true, {}, 2));
    EXPECT_THAT(taken({page("a.md", "https://x.org/a.mp3", "Old")}),
                ElementsAre("same real/the-real-one by enclosure"));
    EXPECT_EQ(archive_->pages("real/the-real-one").value().size(), 2u);
    IncomingEpisode bare;
    bare.episode.title = "Nobody wrote of it";
    ASSERT_TRUE(archive_->take_in(added->row, show, {real, bare}, true, {}, 3));
    EXPECT_EQ(archive_->count_pages(added->row), 2u);
    EXPECT_EQ(archive_->count_pages(added->row, archive_->find_episode("real/the-real-one").value()->row), 2u);
    EXPECT_EQ(archive_->count_pages(added->row, archive_->find_episode("real/nobody-wrote-of-it").value()->row), 0u);
    EXPECT_EQ(archive_->count_pages(added->row + 1), 0u);
}

}  // namespace
}  // namespace earwitness::store
