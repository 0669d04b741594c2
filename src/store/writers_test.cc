// Several writers at once on one archive in PostgreSQL.
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <thread>

#include "store/archive.h"
#include "store/postgres_server.h"

namespace earwitness::store {
namespace {

namespace fs = std::filesystem;

class WritersTest : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("ew_writers_" + std::to_string(::getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        std::ofstream(folder_ / "database.url") << PostgresServer::running().fresh_database() << "\n";
    }
    void TearDown() override { fs::remove_all(folder_); }

    // `number` threads, each with a connection of its own.
    void at_once(int number, const std::function<void(Archive&, int)>& work) {
        std::vector<std::jthread> threads;
        for (int i = 0; i < number; ++i)
            threads.emplace_back([&, i] {
                auto archive = Archive::open(folder_, OpenMode::kCreate);
                ASSERT_TRUE(archive) << archive.error().message;
                work(*archive, i);
            });
    }

    fs::path folder_;
};

Show titled(const std::string& title) {
    Show show;
    show.title = title;
    return show;
}

TEST_F(WritersTest, TablesAreMadeOnceAndShowsOfOneTitleGetIdsOfTheirOwn) {
    at_once(6, [](Archive& archive, int i) {
        const std::string address = "http://x/" + std::to_string(i / 2);  // each followed by two
        const auto added = archive.add_show(ShowSource::kFeed, address, address, titled("News"), 1);
        EXPECT_TRUE(added) << added.error().message;
    });
    const auto archive = Archive::open(folder_, OpenMode::kRead);
    std::set<std::string> ids;
    const auto shows = archive->shows();
    for (const auto& show : *shows) ids.insert(show.id);
    EXPECT_EQ(ids.size(), 3u);
    EXPECT_TRUE(ids.contains("news")) << testing::PrintToString(ids);
}

TEST_F(WritersTest, AShowIsTakenInByOneAfterTheOther) {
    at_once(1, [](Archive& archive, int) {
        ASSERT_TRUE(archive.add_show(ShowSource::kFeed, "http://x/", "http://x/", titled("News"), 1));
    });
    at_once(4, [](Archive& archive, int) {
        std::vector<IncomingEpisode> episodes(30);
        for (std::size_t i = 0; i < episodes.size(); ++i) {
            episodes[i].episode.guid = "g" + std::to_string(i);
            episodes[i].episode.title = "Today";
        }
        const auto show = archive.find_show("news");
        const auto taken = archive.take_in((*show)->row, (*show)->show, episodes, true, {}, 1);
        EXPECT_TRUE(taken) << taken.error().message;
    });
    EXPECT_EQ(Archive::open(folder_, OpenMode::kRead)->episodes()->size(), 30u);
}

TEST_F(WritersTest, AClaimIsOnesUntilItIsDroppedOrItsConnectionEnds) {
    auto one = Archive::open(folder_, OpenMode::kCreate);
    auto two = Archive::open(folder_, OpenMode::kCreate);
    ASSERT_TRUE(one && two);
    EXPECT_TRUE(one->shared());
    {
        const auto claim = one->claim("episode/a");
        ASSERT_TRUE(claim && *claim);
        const auto other = two->claim("episode/a");
        ASSERT_TRUE(other);
        EXPECT_FALSE(*other);
        EXPECT_TRUE(*two->claim("episode/b"));
    }
    { EXPECT_TRUE(*two->claim("episode/a")); }
    {
        auto third = std::make_unique<Archive>(std::move(*Archive::open(folder_, OpenMode::kCreate)));
        // Never dropped, as by a killed process; the pointer keeps it from being a leak.
        static const auto* kept = new std::optional<Claim>(std::move(*third->claim("episode/a")));
        ASSERT_TRUE(kept->has_value());
        EXPECT_FALSE(*two->claim("episode/a"));
    }
    bool had = false;
    for (int tries = 0; tries < 100 && !had; ++tries) {
        had = two->claim("episode/a")->has_value();
        if (!had) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_TRUE(had);
}

TEST_F(WritersTest, ATranscriptThatTwoEpisodesShareIsNeverForgottenByOne) {
    at_once(1, [](Archive& archive, int) {
        const auto show = archive.add_show(ShowSource::kFeed, "http://x/", "http://x/", titled("News"), 1);
        std::vector<IncomingEpisode> episodes(4);
        for (std::size_t i = 0; i < episodes.size(); ++i) episodes[i].episode.title = "E" + std::to_string(i);
        ASSERT_TRUE(archive.take_in(show->row, show->show, episodes, true, {}, 1));
    });
    // Each episode takes up and drops the same few transcripts, out of step with the others.
    at_once(4, [](Archive& archive, int i) {
        const auto row = (*archive.find_episode("news/e" + std::to_string(i)))->row;
        for (int turn = 0; turn < 60; ++turn) {
            Transcript transcript;
            transcript.text = "Text " + std::to_string((turn * (i + 1)) % 3);
            const auto done = archive.finish_transcript(row, "k", transcript, "u");
            EXPECT_TRUE(done) << done.error().message;
        }
    });
    const auto archive = Archive::open(folder_, OpenMode::kRead);
    EXPECT_TRUE(archive->check()->problems.empty());
    std::set<std::string> used;
    const auto episodes = archive->episodes();
    for (const auto& episode : *episodes) used.insert(episode.transcript_key);
    EXPECT_EQ(archive->check()->transcripts, used.size());
}

}  // namespace
}  // namespace earwitness::store
