// Every file of the peers' suites and of the real feeds, whole and damaged, through every reader of the room: nothing
// crashes, hangs or gives anything but trimmed, valid UTF-8.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "feed/chapters.h"
#include "feed/feed.h"
#include "feed/opml.h"
#include "text/html.h"
#include "text/utf8.h"

namespace earwitness::feed {
namespace {

void check_text(const std::string& text, const std::string& where) {
    ASSERT_TRUE(text::is_valid_utf8(text)) << where;
    ASSERT_EQ(text::trimmed(text).size(), text.size()) << where << ": not trimmed: " << text.substr(0, 80);
}

void check_feed(const Feed& feed, const std::string& path) {
    const Show& show = feed.show;
    for (const std::string* text :
         {&show.title, &show.link, &show.feed_url, &show.description, &show.author, &show.owner_name, &show.owner_email,
          &show.image, &show.copyright, &show.language, &show.generator, &show.funding_url, &show.new_feed_url,
          &show.podcast_guid, &show.medium, &show.next_page_url})
        check_text(*text, path);
    for (const Episode& episode : feed.episodes) {
        for (const std::string* text : {&episode.guid, &episode.title, &episode.link, &episode.summary,
                                        &episode.content_html, &episode.image, &episode.author, &episode.chapters_url})
            check_text(*text, path);
        for (const std::string& category : episode.categories) check_text(category, path);
        for (const Person& person : episode.persons) check_text(person.name, path);
        if (episode.enclosure) check_text(episode.enclosure->url, path);
    }
    for (const Diagnostic& odd : feed.diagnostics) {
        ASSERT_FALSE(odd.code.empty()) << path;
        ASSERT_TRUE(text::is_valid_utf8(odd.message)) << path << ": " << odd.code;
    }
}

void check_bytes(std::string_view bytes, const std::string& path) {
    if (const auto feed = parse_feed(bytes))
        check_feed(*feed, path);
    else
        ASSERT_TRUE(text::is_valid_utf8(feed.error().message)) << path;
    if (const auto opml = parse_opml(bytes))
        for (const Subscription& subscription : opml->subscriptions) check_text(subscription.title, path);
    if (const auto chapters = parse_chapters_json(bytes))
        for (const FeedChapter& chapter : *chapters) check_text(chapter.title, path);
}

TEST(SuitesTest, EveryFileIsReadOrRefused) {
    const std::filesystem::path folder = EARWITNESS_SOURCE_DIR "/../shared/data/feeds";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not there";
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::size_t read = 0;
    for (const auto& path : paths) {
        if (path.extension() == ".tsv" || path.extension() == ".jsonl") continue;
        const auto bytes = base::read_file(path);
        ASSERT_TRUE(bytes) << path;
        ++read;
        check_bytes(*bytes, path.string());
        // Cut short in the middle, and with every 97th byte turned round.
        check_bytes(std::string_view(*bytes).substr(0, bytes->size() / 2), path.string() + " (half)");
        std::string damaged = bytes->substr(0, 200000);
        for (std::size_t at = 50; at < damaged.size(); at += 97) damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        check_bytes(damaged, path.string() + " (damaged)");
        if (HasFatalFailure()) return;
    }
    EXPECT_GT(read, 1500u);
}

}  // namespace
}  // namespace earwitness::feed
