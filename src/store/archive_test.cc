#include "store/archive.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "base/files.h"
#include "base/hash.h"
#include "store/postgres_server.h"
#include "store/sqlite.h"

namespace earwitness::store {
namespace {

namespace fs = std::filesystem;

// What holds of every archive, whatever engine keeps its database.
class ArchiveTest : public ::testing::TestWithParam<DatabaseEngine> {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("ew_archive_" + std::to_string(::getpid()));
        prepare_folder();
    }
    // Empty; and an empty database where a server keeps it.
    void prepare_folder() {
        fs::remove_all(folder_);
        if (GetParam() != DatabaseEngine::kPostgres) return;
        fs::create_directories(folder_);
        std::ofstream(folder_ / "database.url") << PostgresServer::running().fresh_database() << "\n";
    }
    void TearDown() override { fs::remove_all(folder_); }

    Archive open(OpenMode mode = OpenMode::kCreate) {
        auto archive = Archive::open(folder_, mode);
        if (!archive) {
            ADD_FAILURE() << archive.error().message;
            std::abort();
        }
        return std::move(*archive);
    }

    static IncomingEpisode episode(const std::string& guid, const std::string& title, std::int64_t at) {
        IncomingEpisode in;
        in.episode.guid = guid;
        in.episode.title = title;
        in.episode.published_at = at;
        in.episode.enclosure = Enclosure{"http://x/" + guid + ".mp3", "audio/mpeg", 5, {}};
        return in;
    }

    static Analysis analysis() {
        Analysis a;
        a.producer = "test";
        a.transcript.text = "Ada spoke of lamps.";
        a.transcript.sha256 = base::sha256_hex(a.transcript.text);
        a.transcript.speakers = {{"s0", "Ada"}};
        a.transcript.segments = {{{0, 19}, 1000, 3000, 0}};
        Entity ada;
        ada.id = "ada";
        ada.name = "Ada";
        ada.type = EntityType::kPerson;
        ada.salience = 0.5;
        ada.mentions = {{{0, 3}, 1000, 0, 1}};
        a.entities = {ada};
        Insight insight;
        insight.type = InsightType::kTrend;
        insight.span = {0, 19};
        insight.speaker = 0;
        insight.confidence = 0.75;
        insight.entities = {"ada"};
        a.insights = {insight};
        return a;
    }

    // A show with two episodes; the row of the newer one.
    static std::int64_t fill(Archive& archive) {
        Show show;
        show.title = "The Lamp Room";
        auto added = archive.add_show(ShowSource::kFeed, "http://x/feed", "http://x/feed", show, 1);
        EXPECT_TRUE(added);
        auto taken =
            archive.take_in(added->row, show, {episode("g2", "Two", 200), episode("g1", "One", 100)}, true, {}, 1);
        EXPECT_TRUE(taken);
        EXPECT_EQ(taken->fresh, 2u);
        return archive.find_episode("the-lamp-room/two").value()->row;
    }

    static std::string dump(const Archive& archive) {
        std::string out;
        EXPECT_TRUE(archive.dump([&](std::string_view line) { out += std::string(line) + "\n"; }));
        return out;
    }

    fs::path folder_;
};

class SqliteArchiveTest : public ArchiveTest {};
const auto kName = [](const auto& info) {
    return std::string(info.param == DatabaseEngine::kSqlite ? "Sqlite" : "Postgres");
};
INSTANTIATE_TEST_SUITE_P(Engines, ArchiveTest, ::testing::Values(DatabaseEngine::kSqlite, DatabaseEngine::kPostgres),
                         kName);
INSTANTIATE_TEST_SUITE_P(Engines, SqliteArchiveTest, ::testing::Values(DatabaseEngine::kSqlite), kName);

TEST_P(ArchiveTest, RemembersWhatAFeedSaid) {
    Archive archive = open();
    fill(archive);
    const auto episodes = archive.episodes();
    ASSERT_TRUE(episodes);
    ASSERT_EQ(episodes->size(), 2u);
    EXPECT_EQ((*episodes)[0].id, "the-lamp-room/two") << "newest first";
    EXPECT_EQ((*episodes)[0].episode.enclosure->length, 5);
    EXPECT_EQ((*episodes)[1].show_title, "The Lamp Room");
    EXPECT_FALSE(*archive.find_episode("the-lamp-room/three"));
    EXPECT_TRUE(*archive.find_show_by_location("http://x/feed"));
}

TEST_P(ArchiveTest, IdsStayWhenTitlesChangeAndDifferWhenTitlesAreEqual) {
    Archive archive = open();
    fill(archive);
    const auto show = *archive.find_show("the-lamp-room").value();
    auto renamed = episode("g1", "One, again", 100);
    const auto taken = archive.take_in(show.row, show.show, {episode("g3", "Two", 300), renamed}, true, {}, 2);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->fresh, 1u);
    EXPECT_EQ(taken->changed, 1u);
    EXPECT_EQ(taken->unlisted, 1u);
    EXPECT_EQ((*archive.find_episode("the-lamp-room/one"))->episode.title, "One, again");
    ASSERT_EQ(taken->fresh_ids.size(), 1u);
    EXPECT_EQ(taken->fresh_ids[0].substr(0, 18), "the-lamp-room/two-");
    EXPECT_FALSE((*archive.find_episode("the-lamp-room/two"))->listed);
    const auto changes = archive.changes();
    ASSERT_EQ(changes->size(), 1u);
    EXPECT_EQ((*changes)[0].field + ":" + (*changes)[0].before, "title:One");
}

TEST_P(ArchiveTest, ShowsWithOneTitleAreTold) {
    Archive archive = open();
    Show show;
    show.title = "News";
    EXPECT_EQ(archive.add_show(ShowSource::kFeed, "http://a/", "http://a/", show, 1)->id, "news");
    EXPECT_NE(archive.add_show(ShowSource::kFeed, "http://b/", "http://b/", show, 1)->id, "news");
    show.title = "";
    EXPECT_EQ(archive.add_show(ShowSource::kFeed, "https://x.org/feeds/lamp.xml?x=1", "", show, 1)->id, "lamp");
}

TEST_P(ArchiveTest, TranscriptsAndAnalysesComeBackWhole) {
    Archive archive = open();
    const auto row = fill(archive);
    Analysis a = analysis();
    a.transcript.words = {{{0, 3}, 1000, 1200, 0.5f}};
    ASSERT_TRUE(archive.finish_transcript(row, "k1", a.transcript, "http://x/2.vtt"));
    ASSERT_TRUE(archive.finish_analysis(row, "k2", a));
    const auto record = *archive.find_episode("the-lamp-room/two").value();
    EXPECT_EQ(record.analysis_key, "k2");
    const auto t = archive.transcript(record.transcript_key);
    ASSERT_TRUE(t && *t);
    EXPECT_EQ((*t)->text, a.transcript.text);
    EXPECT_EQ((*t)->segments[0].start_ms, 1000);
    EXPECT_EQ((*t)->words[0].confidence, 0.5f);
    EXPECT_EQ(*archive.transcript_text(record.transcript_key), a.transcript.text);
    const auto back = archive.analysis(row);
    ASSERT_TRUE(back && *back);
    EXPECT_EQ((*back)->entities[0].mentions[0].span, (Span{0, 3}));
    EXPECT_EQ(archive.entity_mentions(row, "ada")->at(0), (Span{0, 3}));
    EXPECT_EQ(archive.stages(row)->size(), 2u);

    Transcript other = a.transcript;
    other.segments[0].start_ms = 5;
    ASSERT_TRUE(archive.finish_transcript(row, "k3", other, "u"));
    EXPECT_FALSE(*archive.transcript(record.transcript_key)) << "nobody has it any more";
    EXPECT_TRUE(*archive.transcript(archive.find_episode("the-lamp-room/two").value()->transcript_key));
}

TEST_P(ArchiveTest, WhatAModelAddedGoesWithItsAnalysis) {
    Archive archive = open();
    const auto row = fill(archive);
    ASSERT_TRUE(archive.finish_analysis(row, "k1", analysis()));
    const std::string bare = **archive.analysis_json(row), state = *archive.index_state();
    ModelAdditions added;
    added.provider = "openai";
    added.model = "a model";
    added.parts = added.parts_read = 1;
    added.quotes = {{{0, 19}, "exact", "It says so.", ""}};
    const auto stage = [&] {
        const auto stages = archive.stages(row);
        for (const auto& one : *stages)
            if (one.stage == Stage::kLlm) return one.key;
        return std::string("none");
    };
    const auto shown = [&] { return (*archive.analysis(row))->llm.has_value(); };
    // Another analysis came between: nothing is written.
    ASSERT_TRUE(archive.finish_additions(row, "a1", "k0", added, {}));
    EXPECT_EQ(stage(), "none");
    EXPECT_FALSE(shown());
    EXPECT_FALSE(*archive.additions(row));
    ASSERT_TRUE(archive.finish_additions(row, "a1", "k1", added, {{"quote", "not_found", "\"\xc3\xa9\n", ""}}));
    EXPECT_EQ(stage(), "a1");
    EXPECT_EQ((*archive.analysis(row))->llm->quotes[0].span, (Span{0, 19}));
    EXPECT_EQ((*archive.additions(row))->added, 1u);
    EXPECT_EQ((*archive.additions(row))->refused.at(0).text, "\"\xc3\xa9\n");
    EXPECT_NE((*archive.find_episode("the-lamp-room/two"))->additions_sha256, "");
    EXPECT_NE(*archive.index_state(), state);
    EXPECT_NE(dump(archive).find("addition\tthe-lamp-room/two\tk1"), std::string::npos);
    // Nothing added is nothing shown, though what was refused is kept.
    ModelAdditions nothing;
    nothing.model = "a model";
    ASSERT_TRUE(archive.finish_additions(row, "", "k1", nothing, {{"quote", "not_found", "x", ""}}));
    EXPECT_FALSE(shown());
    EXPECT_EQ((*archive.find_episode("the-lamp-room/two"))->additions_sha256, "");
    EXPECT_EQ((*archive.additions(row))->refused.size(), 1u);
    EXPECT_EQ(**archive.analysis_json(row), bare);
    // The same findings again leave it, others take it away.
    ASSERT_TRUE(archive.finish_additions(row, "a2", "k1", added, {}));
    ASSERT_TRUE(archive.finish_analysis(row, "k1", analysis()));
    EXPECT_TRUE(shown());
    ASSERT_TRUE(archive.finish_analysis(row, "k2", analysis()));
    EXPECT_FALSE(shown());
    EXPECT_FALSE(*archive.additions(row));
    // Removed: nothing is left but that it was.
    ASSERT_TRUE(archive.finish_additions(row, "a3", "k2", added, {}));
    EXPECT_EQ(*archive.remove_additions({row}), 1u);
    EXPECT_EQ(stage(), kNoModelKey);
    EXPECT_EQ(**archive.analysis_json(row), bare);
    EXPECT_EQ(dump(archive).find("addition\t"), std::string::npos);
    EXPECT_EQ(*archive.remove_additions({row}), 0u);
}

TEST_P(ArchiveTest, ListsFilter) {
    Archive archive = open();
    ASSERT_TRUE(archive.finish_analysis(fill(archive), "k", analysis()));
    const struct {
        FindingFilter filter;
        std::size_t findings, entities;
    } cases[] = {
        {{}, 1, 1},
        {{.show = "the-lamp-room"}, 1, 1},
        {{.show = "other"}, 0, 0},
        {{.speaker = "ada"}, 1, 1},
        {{.speaker = "bob"}, 0, 1},
        {{.kind = "quote"}, 0, 1},
        {{.since = 200, .until = 201}, 1, 1},
        {{.until = 200}, 0, 0},
        {{.entity = "ada"}, 1, 1},
        {{.entity = "ad"}, 0, 0},
        {{.limit = 0}, 0, 0},
    };
    int number = 0;
    for (const auto& c : cases) {
        EXPECT_EQ(archive.findings(c.filter)->size(), c.findings) << "case " << number;
        EXPECT_EQ(archive.entities(c.filter)->size(), c.entities) << "case " << number;
        ++number;
    }
    EXPECT_EQ(archive.findings({})->at(0).words, "Ada spoke of lamps.");
    EXPECT_EQ(archive.entities({})->at(0).name, "Ada");
    EXPECT_EQ(archive.entity_episodes("ada")->at(0).first_ms, 1000);
}

TEST_P(ArchiveTest, IndexRowsAreReplacedAndForgotten) {
    Archive archive = open();
    const auto row = fill(archive);
    ASSERT_TRUE(archive.finish_index(row, "k", {"doc", 3, {{"a", "1"}, {"b", "2"}}}));
    ASSERT_TRUE(archive.finish_index(row, "k", {"doc2", 2, {{"b", "3"}, {"c", "4"}}}));
    const auto postings = [&] {
        std::string out;
        EXPECT_TRUE(archive.each_posting("a", "z", [&](auto term, auto, auto data) {
            out += std::string(term) + std::string(data) + " ";
            return true;
        }));
        return out;
    };
    EXPECT_EQ(postings(), "b3 c4 ");
    EXPECT_EQ(archive.search_rows()->at(0).words, 2);
    ASSERT_TRUE(archive.remove_show(archive.find_show("the-lamp-room").value()->row));
    EXPECT_EQ(postings(), "");
    EXPECT_TRUE(archive.check()->problems.empty());
}

TEST_P(ArchiveTest, DumpKnowsContentAndNotTime) {
    const auto build = [&](const char* name, std::int64_t now, bool backwards) {
        folder_ = folder_.parent_path() / (folder_.filename().string().substr(0, 20) + name);
        prepare_folder();
        Archive archive = open();
        Show show;
        show.title = "S";
        const auto added = archive.add_show(ShowSource::kFeed, "u", "u", show, now);
        FetchState fetch;
        fetch.next_due_at = now + 5;
        EXPECT_TRUE(archive.take_in(added->row, show, {episode("1", "A", 1), episode("2", "B", 2)}, true, fetch, now));
        const auto a = archive.find_episode("s/a").value()->row, b = archive.find_episode("s/b").value()->row;
        for (const auto row : {backwards ? b : a, backwards ? a : b})
            EXPECT_TRUE(archive.finish_analysis(row, "k", analysis()));
        auto out = dump(archive);
        fs::remove_all(folder_);
        return out;
    };
    const auto one = build("_1", 1, false), two = build("_2", 1000, true);
    EXPECT_EQ(one, two);
    EXPECT_NE(one.find("Ada spoke of lamps."), std::string::npos);
}

TEST_P(ArchiveTest, DumpDoesNotKnowTheEngine) {
    // What DumpKnowsContentAndNotTime compares within an engine holds across them: the lines' hash is the same number.
    Archive archive = open();
    const auto row = fill(archive);
    ASSERT_TRUE(archive.finish_transcript(row, "k1", analysis().transcript, "http://x/2.vtt"));
    ASSERT_TRUE(archive.finish_analysis(row, "k2", analysis()));
    ASSERT_TRUE(
        archive.finish_index(row, "k3", {"doc", 3, {{"\xc3\xa9", std::string("\0\x01", 2)}, {"z", "2"}, {"Z", "1"}}}));
    static const std::string first = dump(archive);
    EXPECT_EQ(dump(archive), first);
    EXPECT_NE(first.find("posting\tZ\tthe-lamp-room/two\t31\nposting\tz"), std::string::npos) << first;
}

TEST_P(SqliteArchiveTest, OneWriterManyReaders) {
    Archive writer = open();
    fill(writer);
    auto second = Archive::open(folder_, OpenMode::kCreate);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::kUnavailable);
    EXPECT_NE(second.error().message.find("pid " + std::to_string(::getpid())), std::string::npos)
        << second.error().message;
    Archive reader = open(OpenMode::kRead);
    EXPECT_EQ(reader.episodes()->size(), 2u);
    EXPECT_FALSE(reader.set_location(1, "x")) << "a reader must not write";
}

TEST_P(SqliteArchiveTest, NoArchiveNewerArchiveDamagedArchive) {
    auto none = Archive::open(folder_, OpenMode::kRead);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::kNotFound);
    {
        open();
        auto database = open_sqlite(folder_ / "archive.db", SqliteAccess::kReadWriteCreate);
        ASSERT_TRUE(database->execute("PRAGMA user_version=999"));
    }
    auto newer = Archive::open(folder_, OpenMode::kCreate);
    ASSERT_FALSE(newer);
    EXPECT_NE(newer.error().message.find("made by a newer earwitness"), std::string::npos) << newer.error().message;
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    std::ofstream(folder_ / "archive.db") << std::string(8192, 'x');
    auto damaged = Archive::open(folder_, OpenMode::kCreate);
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code, ErrorCode::kCorrupt);
    EXPECT_NE(damaged.error().message.find("put back a copy"), std::string::npos) << damaged.error().message;
}

TEST_P(SqliteArchiveTest, AFullDiskLosesNothing) {
    Archive archive = open();
    const auto row = fill(archive);
    // max_page_count holds for a connection, so the full disk is played through a second one.
    auto database = open_sqlite(folder_ / "archive.db", SqliteAccess::kReadWriteCreate);
    ASSERT_TRUE(database->execute("PRAGMA max_page_count=1"));
    const Status full = database->execute(
        "CREATE TABLE big AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<9999) "
        "SELECT i, hex(randomblob(500)) AS x FROM n");
    ASSERT_FALSE(full);
    EXPECT_NE(full.error().message.find("the disk is full; make room"), std::string::npos) << full.error().message;
    EXPECT_TRUE(archive.finish_analysis(row, "k", analysis()));
    EXPECT_TRUE(archive.check()->problems.empty());
}

TEST_P(ArchiveTest, MediaAreNamedByTheirBytes) {
    Archive archive = open();
    const auto row = fill(archive);
    const fs::path file = folder_ / "x.MP3";
    ASSERT_TRUE(base::write_file_atomic(file, "bytes"));
    const auto medium = archive.keep_medium(file, "audio/mpeg", true);
    ASSERT_TRUE(medium);
    EXPECT_FALSE(fs::exists(file));
    EXPECT_EQ(medium->path, "media/" + medium->sha256.substr(0, 2) + "/" + medium->sha256 + ".mp3");
    ASSERT_TRUE(archive.finish_audio(row, "k", *medium, "http://x/2.mp3"));
    EXPECT_TRUE(archive.check()->problems.empty());
    fs::remove(folder_ / medium->path);
    EXPECT_EQ(archive.check()->problems.size(), 1u);
}

TEST_P(ArchiveTest, AMediumGoesWithTheLastEpisodeThatHasIt) {
    Archive archive = open();
    const auto two = fill(archive), one = archive.find_episode("the-lamp-room/one").value()->row;
    const auto keep = [&](const char* bytes, std::initializer_list<std::int64_t> episodes) {
        const fs::path file = folder_ / "x.mp3";
        EXPECT_TRUE(base::write_file_atomic(file, bytes));
        const auto medium = archive.keep_medium(file, "audio/mpeg", true);
        EXPECT_TRUE(medium);
        for (const auto row : episodes) EXPECT_TRUE(archive.finish_audio(row, "k", *medium, "http://x/x.mp3"));
        return *medium;
    };
    const Medium both = keep("of both", {one, two});
    ASSERT_TRUE(archive.drop_audio(one));
    EXPECT_TRUE(archive.medium(both.sha256).value()) << "the other one has it";
    EXPECT_TRUE(fs::exists(folder_ / both.path));
    EXPECT_TRUE(archive.stages(one).value().empty());
    ASSERT_TRUE(archive.drop_audio(two));
    EXPECT_FALSE(archive.medium(both.sha256).value());
    EXPECT_FALSE(fs::exists(folder_ / both.path));
    ASSERT_TRUE(archive.drop_audio(two)) << "which has none any more";
    const Medium again = keep("of both again", {one, two});
    EXPECT_EQ(archive.remove_episode(one).value().media, 0u);
    EXPECT_TRUE(fs::exists(folder_ / again.path));
    const auto gone = archive.remove_episode(two);
    ASSERT_TRUE(gone);
    EXPECT_EQ(gone->media, 1u);
    EXPECT_EQ(gone->media_bytes, 13);
    EXPECT_FALSE(fs::exists(folder_ / again.path));
    EXPECT_TRUE(archive.check()->problems.empty());
}

TEST(SqliteError, NamesReasonAndRemedy) {
    const struct {
        int code;
        const char* says;
    } cases[] = {{5, "wait for it to end"}, {13, "make room"}, {11, "put back a copy"},
                 {26, "put back a copy"},   {14, "--archive"}, {10, "check the disk"}};
    for (const auto& c : cases)
        EXPECT_NE(sqlite_error(c.code, "d", "p", "reading").message.find(c.says), std::string::npos) << c.code;
}

TEST_P(SqliteArchiveTest, AnEmptyFileIsNoFreshArchive) {
    { open(); }
    for (const char* bytes :
         {"",
          "not a database, but as long as a header of one has to be so that SQLite looks at it: a hundred bytes."}) {
        fs::remove(folder_ / "archive.db-wal");
        ASSERT_TRUE(base::write_file_atomic(folder_ / "archive.db", bytes));
        for (const auto mode : {OpenMode::kRead, OpenMode::kWrite, OpenMode::kCreate}) {
            const auto archive = Archive::open(folder_, mode);
            ASSERT_FALSE(archive) << bytes;
            EXPECT_EQ(archive.error().code, ErrorCode::kCorrupt) << bytes;
            EXPECT_NE(archive.error().message.find("damaged"), std::string::npos) << archive.error().message;
        }
    }
}

TEST_P(SqliteArchiveTest, WhatIsReadWithoutLocksIsRefusedOnceItHasChanged) {
    { open(); }
    const fs::path file = folder_ / "archive.db";
    const auto database = open_sqlite(file, SqliteAccess::kUnchanging);
    ASSERT_TRUE(database);
    EXPECT_TRUE(database->read_only());
    EXPECT_TRUE(database->prepare("SELECT id FROM show").run());
    EXPECT_FALSE(database->execute("DELETE FROM show"));
    EXPECT_FALSE(database->stale());
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(1));
    EXPECT_TRUE(database->stale());
    const Status read = database->prepare("SELECT id FROM show").run();
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::kUnavailable);
    EXPECT_NE(read.error().message.find("written to by another user"), std::string::npos) << read.error().message;
}

TEST_P(SqliteArchiveTest, OnlyCreateMakesOne) {
    EXPECT_EQ(Archive::open(folder_, OpenMode::kWrite).error().code, ErrorCode::kNotFound);
    EXPECT_FALSE(fs::exists(folder_));
    { open(); }
    EXPECT_FALSE(fs::exists(folder_ / "archive.db.new"));
    EXPECT_TRUE(Archive::open(folder_, OpenMode::kWrite));
}

}  // namespace
}  // namespace earwitness::store
