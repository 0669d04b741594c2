// The stages together, over an offline network and a clock that stands still.
#include <gtest/gtest.h>

#include "pipeline/episode_meta.h"
#include "pipeline/schedule.h"
#include "pipeline/source.h"
#include "pipeline/test_archive.h"
#include "pipeline/transcript_stage.h"
#include "search/search.h"

namespace earwitness::pipeline {
namespace {

namespace fs = std::filesystem;

TEST_F(PipelineTest, AFeedBecomesSearchable) {
    http_.answer("https://x.test/feed", feed_of(item("1", kLinked) + item("2")));
    http_.answer("https://x.test/1.vtt", kVtt);
    add_show();
    const auto first = run_all();
    EXPECT_EQ(first.analysed, 1u);
    ASSERT_EQ(first.waiting.size(), 1u);
    EXPECT_EQ(first.waiting[0].episode, "the-lamp-room/episode-2");
    EXPECT_NE(first.waiting[0].reason.find("no transcript in the feed and no engine"), std::string::npos)
        << first.waiting[0].reason;
    const auto answer = search::search(*archive_, *search::parse_query("whale oil"));
    ASSERT_TRUE(answer && answer->hits.size() == 1);
    EXPECT_EQ(answer->hits[0].speaker, "Ada");
    EXPECT_EQ(answer->hits[0].start_ms, 1000);
    EXPECT_EQ(answer->hits[0].words, "The lamp burns with whale oil.");

    const std::string before = dump();
    const auto asked = http_.requests().size();
    const auto second = run_all();
    EXPECT_EQ(second.transcripts + second.analysed + second.indexed, 0u);
    EXPECT_EQ(http_.requests().size(), asked) << "nothing is fetched twice";
    EXPECT_EQ(dump(), before);
}

TEST_F(PipelineTest, ThePublishersChaptersWinAndAnotherListIsAnotherAnalysis) {
    const std::string linked = kLinked + "<podcast:chapters url=\"https://x.test/1.json\" type=\"application/json\"/>";
    http_.answer("https://x.test/feed", feed_of(item("1", linked)));
    http_.answer("https://x.test/1.vtt", kVtt);
    http_.answer("https://x.test/1.json",
                 R"({"chapters": [{"startTime": 0, "title": "Whale oil"}, {"startTime": 5, "title": "Gas"}]})");
    add_show();
    const auto titles = [&] {
        std::string out;
        const auto episodes = archive_->episodes();
        const auto analysis = archive_->analysis(episodes->front().row);
        EXPECT_TRUE(analysis && *analysis);
        if (analysis && *analysis)
            for (const Chapter& chapter : (*analysis)->chapters) out += chapter.title + (chapter.given ? "! " : " ");
        return out;
    };
    EXPECT_EQ(run_all().chapters, 1u);
    EXPECT_EQ(titles(), "Whale oil! Gas! ") << "in the very run that fetched them";
    http_.answer(
        "https://x.test/feed",
        feed_of(item("1", kLinked + "<psc:chapters xmlns:psc=\"http://podlove.org/simple-chapters\"><psc:chapter "
                                    "start=\"0\" title=\"Said in the feed\"/></psc:chapters>")));
    update_all();  // the first answer once more
    update_all();
    EXPECT_EQ(run_all().analysed, 1u);
    EXPECT_EQ(titles(), "Said in the feed! ");
    EXPECT_EQ(run_all().analysed, 0u);
}

TEST_F(PipelineTest, AFailureIsNamedAndMended) {
    http_.answer("https://x.test/feed", feed_of(item("1", kLinked)));
    http_.fail("https://x.test/1.vtt", Error{ErrorCode::kUnavailable, "https://x.test/1.vtt: 503", 0});
    http_.answer("https://x.test/1.vtt", kVtt);
    add_show();
    const auto failed = run_all();
    ASSERT_EQ(failed.failures.size(), 1u);
    EXPECT_EQ(failed.failures[0].stage, "transcript");
    EXPECT_NE(failed.failures[0].reason.find("503"), std::string::npos);
    RunOptions due;
    due.only_due = true;
    EXPECT_EQ(run(services(), due)->failures.size(), 1u) << "backs off";
    EXPECT_EQ(http_.requests().size(), 2u);
    clock_.advance_ms(3600 * 1000);
    EXPECT_EQ(run(services(), due)->analysed, 1u);
    EXPECT_TRUE(archive_->open_stages()->empty());
}

TEST_F(PipelineTest, TheNextFormatIsTriedWhenTheBestIsBroken) {
    http_.answer(
        "https://x.test/feed",
        feed_of(item("1", kLinked + "<podcast:transcript url=\"https://x.test/1.json\" type=\"application/json\"/>")));
    http_.answer("https://x.test/1.json", "");
    http_.answer("https://x.test/1.vtt", kVtt);
    add_show();
    EXPECT_EQ(run_all().analysed, 1u);
    EXPECT_EQ(archive_->find_episode("the-lamp-room/episode-1").value()->transcript_url, "https://x.test/1.vtt");
}

TEST_F(PipelineTest, UpdateIsConditionalAndRemembersMoves) {
    fetch::Response response;
    response.status = 200;
    response.body = feed_of(item("1"));
    response.etag = "\"a\"";
    response.final_url = response.permanent_url = "https://y.test/feed";
    http_.answer("https://x.test/feed", response);
    http_.answer("https://y.test/feed", response);
    add_show();
    EXPECT_EQ(archive_->shows()->at(0).location, "https://y.test/feed");
    const auto again = update_all();
    EXPECT_EQ(again.shows.at(0).state, "unchanged");
    EXPECT_EQ(http_.requests().back().etag, "\"a\"");
    EXPECT_EQ(http_.requests().back().url, "https://y.test/feed");
}

TEST_F(PipelineTest, NewFeedUrlIsFollowedWhereAFeedIs) {
    http_.answer("https://x.test/feed",
                 feed_of(item("1"), "<itunes:new-feed-url>https://new.test/feed</itunes:new-feed-url>"));
    http_.answer("https://new.test/feed", feed_of(item("1") + item("2")));
    add_show();
    EXPECT_EQ(archive_->shows()->at(0).location, "https://new.test/feed");
    EXPECT_EQ(archive_->episodes()->size(), 2u);

    http_.answer(
        "https://z.test/feed",
        "<rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><title>Z</title>"
        "<itunes:new-feed-url>https://nowhere.test/</itunes:new-feed-url>" +
            item("9") + "</channel></rss>");
    add_show("https://z.test/feed");
    EXPECT_EQ(archive_->find_show("z").value()->location, "https://z.test/feed");
}

TEST_F(PipelineTest, GoneAndFailingShowsAreToldAndTheRestGoesOn) {
    for (const std::string name : {"a", "b", "c"}) {
        const std::string url = "https://" + name + ".test/";
        http_.answer(url, "<rss version=\"2.0\"><channel><title>" + name + "</title>" + item("1") + "</channel></rss>");
        if (name == "a") http_.fail(url, Error{ErrorCode::kGone, url + ": 410", 0});
        if (name == "b") http_.fail(url, Error{ErrorCode::kUnavailable, url + ": 429", 7200});
        add_show(url);
    }
    const auto summary = update_all();
    ASSERT_EQ(summary.shows.size(), 3u);
    EXPECT_EQ(summary.shows[0].state, "gone");
    EXPECT_EQ(summary.shows[1].state, "failed");
    EXPECT_EQ(summary.shows[2].state, "unchanged");
    EXPECT_EQ(summary.failed(), 2u);
    EXPECT_EQ(archive_->find_show("b").value()->fetch.next_due_at, clock_.now_s() + 7200)
        << "as long as the server asked";
    EXPECT_EQ(update_all().shows.size(), 2u) << "the one that is gone is not asked again";
    EXPECT_TRUE(update_all(true).shows.empty()) << "nothing is due";
}

TEST_F(PipelineTest, PagesAreReadOnceAndOverlapIsNoDuplicate) {
    const auto next = [](const std::string& url) { return "<atom:link rel=\"next\" href=\"" + url + "\"/>"; };
    http_.answer("https://x.test/feed", feed_of(item("3") + item("2"), next("https://x.test/p2")));
    http_.answer("https://x.test/p2", feed_of(item("2") + item("1"), next("https://x.test/p3")));
    http_.answer("https://x.test/p3", feed_of(item("0"), next("https://x.test/feed")));
    add_show();
    EXPECT_EQ(archive_->episodes()->size(), 4u);
    const auto asked = http_.requests().size();
    http_.answer("https://x.test/feed", feed_of(item("4") + item("3"), next("https://x.test/p2")));
    // The double gives its first answer once more before the second.
    update_all();
    EXPECT_EQ(update_all().fresh(), 1u);
    EXPECT_EQ(archive_->episodes()->size(), 5u);
    EXPECT_EQ(http_.requests().size(), asked + 2) << "older pages are known";
    for (const auto& episode : *archive_->episodes()) EXPECT_TRUE(episode.listed) << episode.id;
}

TEST_F(PipelineTest, AFetchedFeedReachesNoFile) {
    write("secret.vtt", kVtt);
    http_.answer("https://x.test/feed",
                 feed_of(item("1", "<podcast:transcript url=\"file://" + (folder_ / "secret.vtt").string() +
                                       "\" type=\"text/vtt\"/>")));
    add_show();
    const auto summary = run_all();
    EXPECT_EQ(summary.analysed, 0u);
    EXPECT_EQ(summary.failures.size() + summary.waiting.size(), 1u);
}

TEST_F(PipelineTest, WhatCannotBeAdded) {
    write("x.bin", "x");
    write("page.xml", "<html><body>no feed</body></html>");
    fs::create_directories(folder_ / "empty");
    http_.answer("https://x.test/page", "<html><body>hello</body></html>");
    http_.fail("https://x.test/dead", Error{ErrorCode::kNetwork, "https://x.test/dead: no answer", 0});
    const struct {
        std::string what;
        const char* says;
    } cases[] = {{"https://x.test/page", "https://x.test/page"},
                 {"https://x.test/dead", "no answer"},
                 {(folder_ / "x.bin").string(), "neither"},
                 {(folder_ / "page.xml").string(), "neither a feed"},
                 {(folder_ / "empty").string(), "holds no transcript"},
                 {(folder_ / "none").string(), "no such file"}};
    for (const auto& c : cases) {
        const auto added = add(services(), c.what);
        ASSERT_FALSE(added) << c.what;
        EXPECT_NE(added.error().message.find(c.says), std::string::npos) << c.what << ": " << added.error().message;
    }
    EXPECT_TRUE(archive_->shows()->empty()) << "nothing is left behind";
}

TEST_F(PipelineTest, AListOfFeedsIsAddedUnread) {
    write("list.opml",
          "<opml version=\"2.0\"><body><outline text=\"One\" xmlUrl=\"https://a.test/\"/><outline text=\"Two\" "
          "xmlUrl=\"https://b.test/\"/></body></opml>");
    const auto added = add(services(), (folder_ / "list.opml").string());
    ASSERT_TRUE(added) << added.error().message;
    EXPECT_EQ(added->size(), 2u);
    EXPECT_TRUE(http_.requests().empty());
    EXPECT_TRUE(add(services(), (folder_ / "list.opml").string())->at(0).already);
}

TEST_F(PipelineTest, JobsDoNotShow) {
    for (int i = 0; i < 12; ++i)
        write("talks/t" + std::to_string(i) + ".txt",
              "Words of talk number " + std::to_string(i) + " about lamps and gas.");
    std::string dumps[2];
    for (int round = 0; round < 2; ++round) {
        archive_.reset();
        fs::remove_all(folder_ / "archive");
        archive_.emplace(std::move(*store::Archive::open(folder_ / "archive", store::OpenMode::kCreate)));
        ASSERT_TRUE(add(services(), (folder_ / "talks").string()));
        EXPECT_EQ(run_all(round == 0 ? 1 : 4).indexed, 12u);
        dumps[round] = dump();
    }
    EXPECT_EQ(dumps[0], dumps[1]);
}

TEST_F(PipelineTest, AudioIsKeptOnlyWhereAskedFor) {
    http_.answer("https://x.test/feed", feed_of(item("1")));
    const std::string sound = audio::test_wav(8'000, 1, 200);
    http_.answer("https://x.test/1.mp3", sound);
    add_show();
    EXPECT_EQ(run_all().audio, 0u);
    RunOptions options;
    options.audio = true;
    EXPECT_EQ(run(services(), options)->audio, 1u);
    const auto episode = archive_->find_episode("the-lamp-room/episode-1").value();
    const auto medium = archive_->medium(episode->audio_sha256);
    ASSERT_TRUE(medium && *medium);
    EXPECT_TRUE(fs::exists(archive_->folder() / (*medium)->path));
    EXPECT_EQ(run(services(), options)->audio, 0u);
}

TEST_F(PipelineTest, ChaptersInsideDownloadedAudioCountWhereTheFeedHasNone) {
    http_.answer("https://x.test/feed", feed_of(item("1")));
    http_.answer("https://x.test/1.mp3", tagged_mp3("Lamps", "Room"));
    add_show();
    RunOptions options;
    options.audio = true;
    ASSERT_TRUE(run(services(), options));
    const auto show = archive_->shows().value().front();
    auto episode = archive_->find_episode("the-lamp-room/episode-1").value().value();
    const auto meta = episode_meta(show, episode);
    ASSERT_EQ(meta.chapters.size(), 2u);
    EXPECT_EQ(meta.chapters[1].title, "Oil");
    EXPECT_EQ(meta.chapters[1].start_ms, 20'000);
    EXPECT_EQ(run(services(), options)->chapters, 0u) << "read once";
    // The feed's own go before them.
    episode.episode.chapters = {{5'000, "By the feed", "", ""}};
    EXPECT_EQ(episode_meta(show, episode).chapters.front().title, "By the feed");
}

TEST(Links, BestFirst) {
    Episode episode;
    for (const auto& [url, type, language] :
         {std::tuple("a.txt", "text/plain", ""), std::tuple("b.srt", "application/x-subrip", ""),
          std::tuple("c.vtt", "text/vtt", "de"), std::tuple("d", "application/json", "en-US"),
          std::tuple("e.vtt", "text/vtt", "en"), std::tuple("f.vtt", "", "")})
        episode.transcripts.push_back({url, type, language, ""});
    std::string order;
    for (const auto& link : ordered_links(episode, "en")) order += link.url + " ";
    EXPECT_EQ(order, "d e.vtt f.vtt b.srt a.txt c.vtt ");
}

TEST(Schedule, BackOffAndInterval) {
    EXPECT_EQ(back_off_s(1), 900);
    EXPECT_EQ(back_off_s(3), 3600);
    EXPECT_EQ(back_off_s(1000), 7 * 24 * 3600);
    std::vector<store::IncomingEpisode> weekly(5);
    for (std::size_t i = 0; i < weekly.size(); ++i)
        weekly[i].episode.published_at = 1'700'000'000 - static_cast<std::int64_t>(i) * 8 * 3600;
    EXPECT_EQ(update_interval_s(Settings(), Show(), weekly), 2 * 3600);
    EXPECT_EQ(update_interval_s(Settings(), Show(), {}), 24 * 3600);
    Show complete;
    complete.complete = true;
    EXPECT_EQ(update_interval_s(Settings(), complete, weekly), 7 * 24 * 3600);
}

TEST(LocalPath, Confined) {
    const fs::path folder = fs::temp_directory_path() / ("ew_local_" + std::to_string(::getpid()));
    fs::create_directories(folder / "in");
    ASSERT_TRUE(base::write_file_atomic(folder / "in/a b.vtt", "x"));
    ASSERT_TRUE(base::write_file_atomic(folder / "out.vtt", "x"));
    fs::create_symlink(folder / "out.vtt", folder / "in/link.vtt");
    const fs::path feed = folder / "in/feed.xml";
    const struct {
        std::string address;
        bool allowed;
    } cases[] = {{"a%20b.vtt", true},
                 {file_url(folder / "in/a b.vtt"), true},
                 {"./a b.vtt?x=1", true},
                 {"../out.vtt", false},
                 {"link.vtt", false},
                 {"%2e%2e/out.vtt", false},
                 {"/etc/passwd", false},
                 {"file:///etc/passwd", false},
                 {"", false},
                 {"none.vtt", false},
                 {"a%00b", false}};
    for (const auto& c : cases) EXPECT_EQ(local_path(feed, c.address).has_value(), c.allowed) << c.address;
    fs::remove_all(folder);
}

}  // namespace
}  // namespace earwitness::pipeline
