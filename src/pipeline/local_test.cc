// Local folders and files as shows, and how they leave the archive again.
#include <gtest/gtest.h>

#include "pipeline/source.h"
#include "pipeline/test_archive.h"
#include "search/search.h"

namespace earwitness::pipeline {
namespace {

namespace fs = std::filesystem;

TEST_F(PipelineTest, AFolderOfTranscripts) {
    write("talks/2024-05-14-on_lamps.vtt", kVtt);
    write("talks/deep/gas.txt", "Gas is a light of its own.");
    write("talks/deep/gas.mp3", "not looked into");
    write("talks/silent.mp3", "x");
    write("talks/.hidden/x.vtt", kVtt);
    write("talks/README.md", "about");
    const auto added = add(services(), (folder_ / "talks").string());
    ASSERT_TRUE(added) << added.error().message;
    EXPECT_EQ(added->at(0).counts.fresh, 3u);
    const auto summary = run_all();
    EXPECT_EQ(summary.analysed, 2u);
    ASSERT_EQ(summary.waiting.size(), 1u);
    EXPECT_EQ(summary.waiting[0].episode, "talks/silent");
    const auto lamps = archive_->find_episode("talks/on-lamps").value();
    ASSERT_TRUE(lamps);
    EXPECT_EQ(lamps->episode.title, "on lamps");
    EXPECT_EQ(lamps->episode.published_at, 1715644800);
    write("talks/deep/gas.txt", "Gas is a light of its own, they say.");
    write("talks/new.txt", "New words.");
    EXPECT_EQ(update_all().fresh(), 1u);
    EXPECT_EQ(run_all().analysed, 2u) << "the changed one and the new one";
}

TEST_F(PipelineTest, ALinkThatLeavesTheFolderIsNotFollowed) {
    write("outside.txt", "Not meant for anyone.");
    write("talks/inside.txt", "Gas is a light of its own.");
    std::filesystem::create_symlink(folder_ / "outside.txt", folder_ / "talks" / "leak.txt");
    std::filesystem::create_symlink(folder_ / "talks" / "inside.txt", folder_ / "talks" / "same.txt");
    const auto added = add(services(), (folder_ / "talks").string());
    ASSERT_TRUE(added) << added.error().message;
    EXPECT_EQ(added->at(0).counts.fresh, 2u);
    EXPECT_FALSE(archive_->find_episode("talks/leak").value());
}

TEST_F(PipelineTest, ALocalFeedStaysInItsFolder) {
    write("show/1.vtt", kVtt);
    write("secret.vtt", kVtt);
    write("show/feed.xml", feed_of(item("1", "<podcast:transcript url=\"1.vtt\" type=\"text/vtt\"/>") +
                                   item("2", "<podcast:transcript url=\"../secret.vtt\" type=\"text/vtt\"/>")));
    const auto added = add(services(), (folder_ / "show/feed.xml").string());
    ASSERT_TRUE(added) << added.error().message;
    const auto summary = run_all();
    EXPECT_EQ(summary.analysed, 1u);
    ASSERT_EQ(summary.failures.size(), 1u);
    EXPECT_NE(summary.failures[0].reason.find("outside"), std::string::npos) << summary.failures[0].reason;
}

TEST_F(PipelineTest, TagsDescribeLocalAudio) {
    write("show/2024-05-14_ep1.mp3", tagged_mp3("How lamps are lit", "The Lamp Room"));
    write("show/ep2.mp3", "not audio at all");
    const auto added = add(services(), (folder_ / "show").string());
    ASSERT_TRUE(added) << added.error().message;
    EXPECT_EQ(added->front().title, "The Lamp Room");
    const auto episodes = archive_->episodes().value();
    ASSERT_EQ(episodes.size(), 2u);
    const auto& tagged = episodes[0].episode.title == "ep2" ? episodes[1] : episodes[0];
    EXPECT_EQ(tagged.episode.title, "How lamps are lit");
    EXPECT_EQ(tagged.episode.author, "Ada Vale");
    EXPECT_EQ(tagged.episode.published_at, base::parse_utc("2024-05-14"));
    ASSERT_EQ(tagged.episode.chapters.size(), 2u);
    EXPECT_EQ(tagged.episode.chapters[1].title, "Oil");
    // Albums that differ are no show.
    write("show/ep3.mp3", tagged_mp3("Other", "Another album"));
    ASSERT_TRUE(update(services(), {}));
    EXPECT_EQ(archive_->shows().value().front().show.title, "The Lamp Room");
}

TEST_F(PipelineTest, AFileThatGoesLeavesWhatWasReadOfIt) {
    write("talks/a.vtt", kVtt);
    write("talks/b.vtt", kVtt);
    ASSERT_TRUE(add(services(), (folder_ / "talks").string()));
    EXPECT_EQ(run_all().analysed, 2u);
    fs::remove(folder_ / "talks/a.vtt");
    const auto before = run_all();
    EXPECT_TRUE(before.failures.empty()) << "the folder was not looked through again: it waits, nothing failed";
    ASSERT_EQ(before.waiting.size(), 1u);
    EXPECT_NE(before.waiting[0].reason.find("a.vtt: no such file any more; what was read of it stays"),
              std::string::npos)
        << before.waiting[0].reason;
    fs::rename(folder_ / "talks/b.vtt", folder_ / "talks/c.vtt");
    const auto counts = update_all().shows.at(0).counts;
    EXPECT_EQ(counts.fresh, 1u);
    EXPECT_EQ(counts.unlisted, 2u);
    const auto after = run_all();
    EXPECT_TRUE(after.failures.empty() && after.waiting.empty()) << "what left the folder is not asked for";
    EXPECT_EQ(after.analysed, 1u);
    write("talks/a.vtt", kVtt);
    EXPECT_EQ(update_all().shows.at(0).counts.fresh, 0u) << "it is known again";
    const auto again = run_all();
    EXPECT_TRUE(again.failures.empty() && again.waiting.empty());
    EXPECT_EQ(again.analysed, 0u) << "the same words have their findings";
}

TEST_F(PipelineTest, AFileOfAFollowedFolderIsThereAlready) {
    write("talks/a.vtt", kVtt);
    ASSERT_TRUE(add(services(), (folder_ / "talks").string()));
    const auto added = add(services(), (folder_ / "talks/a.vtt").string());
    ASSERT_TRUE(added) << added.error().message;
    EXPECT_EQ(added->at(0).id, "talks");
    EXPECT_TRUE(added->at(0).already);
    EXPECT_EQ(archive_->episodes()->size(), 1u);
}

TEST_F(PipelineTest, WhatIsRemovedLeavesNothing) {
    const std::string before = dump();
    write("talks/a.vtt", kVtt);
    write("talks/b.vtt", kVtt);
    ASSERT_TRUE(add(services(), (folder_ / "talks").string()));
    run_all();
    const auto episode = archive_->find_episode("talks/a");
    ASSERT_TRUE(episode && *episode);
    const auto one = archive_->remove_episode((*episode)->row);
    ASSERT_TRUE(one) << one.error().message;
    EXPECT_EQ(one->episodes, 1u);
    auto answer = search::search(*archive_, *search::parse_query("whale oil"));
    ASSERT_TRUE(answer && answer->hits.size() == 1) << "the other has the same words";
    ASSERT_TRUE(archive_->remove_show(archive_->find_show("talks").value()->row));
    EXPECT_EQ(dump(), before);
    EXPECT_EQ(search::search(*archive_, *search::parse_query("whale oil"))->hits.size(), 0u);
    EXPECT_TRUE(archive_->check()->problems.empty());
    EXPECT_EQ(archive_->check()->transcripts, 0u);
}

TEST_F(PipelineTest, KeptAudioGoesWithItsLastEpisode) {
    http_.answer("https://x.test/feed", feed_of(item("1", kLinked)));
    http_.answer("https://x.test/1.vtt", kVtt);
    http_.answer("https://x.test/1.mp3", audio::silent_mp3(20), "audio/mpeg");
    add_show();
    RunOptions options;
    options.audio = true;
    ASSERT_TRUE(run(services(), options));
    ASSERT_EQ(archive_->check()->media, 1u);
    const auto gone = archive_->remove_show(archive_->find_show("the-lamp-room").value()->row);
    ASSERT_TRUE(gone) << gone.error().message;
    EXPECT_EQ(gone->media, 1u);
    EXPECT_GT(gone->media_bytes, 0);
    EXPECT_EQ(archive_->check()->media, 0u);
    for (const auto& entry : fs::recursive_directory_iterator(archive_->folder() / "media"))
        EXPECT_FALSE(entry.is_regular_file()) << entry.path();
}

}  // namespace
}  // namespace earwitness::pipeline
