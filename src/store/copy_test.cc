#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "base/files.h"
#include "store/archive.h"
#include "store/postgres_server.h"
#include "store/tables.h"

namespace earwitness::store {
namespace {

namespace fs = std::filesystem;

// From an engine to an engine.
class CopyTest : public ::testing::TestWithParam<std::pair<DatabaseEngine, DatabaseEngine>> {
  protected:
    void SetUp() override {
        top_ = fs::temp_directory_path() / ("ew_copy_" + std::to_string(::getpid()));
        fs::remove_all(top_);
        make_folder("from", GetParam().first);
        make_folder("to", GetParam().second);
    }
    void TearDown() override { fs::remove_all(top_); }

    void make_folder(const std::string& name, DatabaseEngine engine) {
        if (engine != DatabaseEngine::kPostgres) return;
        fs::create_directories(top_ / name);
        std::ofstream(top_ / name / "database.url") << PostgresServer::running().fresh_database() << "\n";
    }
    Archive open(const std::string& name, OpenMode mode) {
        auto archive = Archive::open(top_ / name, mode);
        EXPECT_TRUE(archive) << (archive ? "" : archive.error().message);
        return std::move(*archive);
    }
    // 90 episodes, so that rows come in more than one block; with a transcript, a posting of odd bytes and a medium.
    void fill() {
        Archive archive = open("from", OpenMode::kCreate);
        Show show;
        show.title = "The Lamp Room";
        const auto added = archive.add_show(ShowSource::kFeed, "http://x/feed", "http://x/feed", show, 1);
        std::vector<IncomingEpisode> episodes(90);
        for (std::size_t i = 0; i < episodes.size(); ++i) {
            episodes[i].episode.guid = "g" + std::to_string(i);
            episodes[i].episode.title = "Number " + std::to_string(i) + ", \xc3\xa9\t\\";
        }
        ASSERT_TRUE(archive.take_in(added->row, show, episodes, true, {}, 1));
        const auto row = archive.episodes()->at(7).row;
        Analysis analysis;
        analysis.transcript.text = "Ada spoke of lamps.";
        analysis.transcript.sha256 = "x";
        analysis.quotes.emplace_back();
        analysis.quotes.back().span = {0, 3};
        analysis.quotes.back().score = 0.1;
        ASSERT_TRUE(archive.finish_transcript(row, "k1", analysis.transcript, "http://x/2.vtt"));
        ASSERT_TRUE(archive.finish_analysis(row, "k2", analysis));
        ASSERT_TRUE(archive.finish_index(row, "k3", {std::string("\0\xff'", 3), 3, {{"a", std::string("\0", 1)}}}));
        std::ofstream(top_ / "sound.mp3") << "sound";
        const auto medium = archive.keep_medium(top_ / "sound.mp3", "audio/mpeg", true);
        ASSERT_TRUE(archive.finish_audio(row, "k", *medium, "http://x/2.mp3"));
        ASSERT_TRUE(base::write_file_atomic(archive.folder() / "earwitness.toml", "keep_audio = true\n"));
        ASSERT_TRUE(base::write_file_atomic(archive.folder() / "knowledge.txt", "known\n"));
    }
    std::string dump(const std::string& name) {
        std::string out;
        EXPECT_TRUE(open(name, OpenMode::kRead).dump([&](std::string_view line) { out += std::string(line) + "\n"; }));
        return out;
    }

    fs::path top_;
};

constexpr auto kLite = DatabaseEngine::kSqlite, kServer = DatabaseEngine::kPostgres;
INSTANTIATE_TEST_SUITE_P(Ways, CopyTest,
                         ::testing::Values(std::pair(kLite, kServer), std::pair(kServer, kLite),
                                           std::pair(kLite, kLite), std::pair(kServer, kServer)),
                         [](const auto& info) {
                             const auto name = [](DatabaseEngine e) { return e == kLite ? "Sqlite" : "Postgres"; };
                             return std::string(name(info.param.first)) + "To" + name(info.param.second);
                         });

TEST_P(CopyTest, LosesNothing) {
    fill();
    const auto copied = open("from", OpenMode::kRead).copy_to(top_ / "to");
    ASSERT_TRUE(copied) << copied.error().message;
    EXPECT_EQ(copied->media, 1u);
    EXPECT_TRUE(copied->missing.empty());
    EXPECT_EQ(dump("to"), dump("from"));
    EXPECT_EQ(*base::read_file(top_ / "to" / "earwitness.toml"), "keep_audio = true\n");
    EXPECT_EQ(*base::read_file(top_ / "to" / "knowledge.txt"), "known\n");
    // Times and numbers too, and the archive goes on: what is added next gets a number of its own.
    const auto was = open("from", OpenMode::kRead).episodes();
    Archive to = open("to", OpenMode::kWrite);
    EXPECT_EQ(to.episodes()->at(7).row, was->at(7).row);
    EXPECT_TRUE(to.check()->problems.empty());
    Show show;
    show.title = "Another";
    const auto added = to.add_show(ShowSource::kFeed, "http://y/", "http://y/", show, 1);
    ASSERT_TRUE(added) << added.error().message;
    EXPECT_TRUE(to.take_in(added->row, show, {IncomingEpisode()}, true, {}, 1));
}

TEST_P(CopyTest, RefusesWhatIsNotEmptyAndLeavesItAlone) {
    fill();
    const Archive from = open("from", OpenMode::kRead);
    ASSERT_TRUE(from.copy_to(top_ / "to"));
    const std::string before = dump("to");
    const auto again = from.copy_to(top_ / "to");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::kRefused);
    EXPECT_NE(again.error().message.find("holds an archive already"), std::string::npos) << again.error().message;
    EXPECT_EQ(dump("to"), before);
    EXPECT_FALSE(from.copy_to(top_ / "from"));
}

TEST_P(CopyTest, AFailureInTheMiddleLeavesNothing) {
    fill();
    fs::create_directories(top_ / "to");
    ASSERT_TRUE(base::write_file_atomic(top_ / "to" / "knowledge.txt", "other\n"));
    const auto refused = open("from", OpenMode::kRead).copy_to(top_ / "to");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("knowledge.txt: is there and differs"), std::string::npos)
        << refused.error().message;
    EXPECT_EQ(*base::read_file(top_ / "to" / "knowledge.txt"), "other\n");
    EXPECT_FALSE(fs::exists(top_ / "to" / "archive.db"));
    fs::remove(top_ / "to" / "knowledge.txt");
    ASSERT_TRUE(open("from", OpenMode::kRead).copy_to(top_ / "to"));
    EXPECT_EQ(dump("to"), dump("from"));
}

TEST(Tables, AreThoseOfTheMigrationsAndStandBehindWhatTheyReferTo) {
    const auto tables = archive_tables();
    ASSERT_TRUE(tables);
    ASSERT_GE(tables->size(), 12u);
    EXPECT_EQ(tables->at(0).name, "show");
    EXPECT_TRUE(tables->at(0).numbered);
    EXPECT_EQ(tables->at(1).name, "episode");
    EXPECT_EQ(tables->at(1).columns.at(6).name, "title");
    bool seen = false;
    for (const Table& table : *tables)
        for (const Column& column : table.columns)
            seen = seen || (table.name == "finding" && column.name == "score" && column.type == ColumnType::kReal);
    EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace earwitness::store
