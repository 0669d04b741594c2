#include "feed/feed.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "base/clock.h"
#include "text/utf8.h"

namespace earwitness::feed {
namespace {

Feed parsed(std::string_view bytes, const ParseOptions& options = {}) {
    auto feed = parse_feed(bytes, options);
    EXPECT_TRUE(feed) << feed.error().message << "\n" << bytes;
    return feed ? std::move(*feed) : Feed{};
}

bool has_code(const Feed& feed, std::string_view code) {
    for (const Diagnostic& odd : feed.diagnostics)
        if (odd.code == code) return true;
    return false;
}

std::string gzipped(std::string_view plain) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string out(deflateBound(&stream, plain.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

constexpr const char* kPodcast = R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"
     xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:psc="http://podlove.org/simple-chapters">
<channel>
  <title>The &amp; Show</title><link>https://example.org/</link><language>en</language>
  <description>About things</description>
  <atom:link rel="self" href="https://example.org/feed.xml"/><atom:link rel="next" href="feed.xml?page=2"/>
  <itunes:author>Ada</itunes:author><itunes:owner><itunes:name>Ada Ltd</itunes:name><itunes:email>ada@example.org</itunes:email></itunes:owner>
  <itunes:category text="Arts"><itunes:category text="Design"/></itunes:category>
  <itunes:explicit>no</itunes:explicit><itunes:image href="https://example.org/i.png"/><itunes:complete>Yes</itunes:complete>
  <podcast:guid>abc</podcast:guid><podcast:locked owner="x">yes</podcast:locked><podcast:medium>Podcast</podcast:medium>
  <podcast:funding url="https://example.org/pay">Pay</podcast:funding><podcast:person role="Host">Ada L.</podcast:person>
  <podcast:liveItem status="live"><title>Live now</title><guid>live</guid><enclosure url="https://example.org/live.mp3" type="audio/mpeg"/></podcast:liveItem>
  <item>
    <title>One</title><guid isPermaLink="false"> g 1 </guid><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate>
    <description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>
    <enclosure url="https://example.org/1.mp3" length="123" type="Audio/MPEG"/><enclosure url="https://example.org/1.ogg" length="x" type="audio/ogg"/>
    <itunes:duration>1:02</itunes:duration><itunes:season>2</itunes:season><itunes:episode>7</itunes:episode><itunes:episodeType>Bonus</itunes:episodeType>
    <itunes:explicit>true</itunes:explicit><itunes:keywords>a, b ,a</itunes:keywords>
    <podcast:transcript url="https://example.org/1.vtt" type="text/vtt" language="en" rel="captions"/>
    <podcast:chapters url="https://example.org/1.json" type="application/json+chapters"/>
    <podcast:soundbite startTime="73.5" duration="60.0">Bite</podcast:soundbite>
    <podcast:person role="guest" group="cast" href="https://example.org/b">Bob</podcast:person>
    <podcast:alternateEnclosure type="audio/opus" length="99" height="720"><podcast:source uri="https://example.org/1.opus"/></podcast:alternateEnclosure>
    <psc:chapters><psc:chapter start="00:00:01.500" title="Intro" href="https://example.org/c"/></psc:chapters>
  </item>
</channel></rss>)";

TEST(FeedTest, ReadsAPodcast) {
    const Feed feed = parsed(kPodcast);
    EXPECT_EQ(feed.format, "rss2");
    EXPECT_FALSE(feed.recovered);
    EXPECT_EQ(feed.show.title, "The & Show");
    EXPECT_EQ(feed.show.feed_url, "https://example.org/feed.xml");
    EXPECT_EQ(feed.show.next_page_url, "feed.xml?page=2");
    EXPECT_EQ(feed.show.author, "Ada");
    EXPECT_EQ(feed.show.owner_name, "Ada Ltd");
    EXPECT_EQ(feed.show.owner_email, "ada@example.org");
    EXPECT_EQ(feed.show.categories, (std::vector<std::string>{"Arts", "Design"}));
    EXPECT_EQ(feed.show.is_explicit, false);
    EXPECT_EQ(feed.show.image, "https://example.org/i.png");
    EXPECT_EQ(feed.show.podcast_guid, "abc");
    EXPECT_EQ(feed.show.locked, true);
    EXPECT_EQ(feed.show.medium, "podcast");
    EXPECT_EQ(feed.show.funding_url, "https://example.org/pay");
    EXPECT_TRUE(feed.show.complete);
    ASSERT_EQ(feed.show.persons.size(), 1u);
    EXPECT_EQ(feed.show.persons[0].role, "host");
    ASSERT_EQ(feed.episodes.size(), 1u) << "a live item is no episode";
    const Episode& episode = feed.episodes[0];
    EXPECT_EQ(episode.guid, "g 1");
    EXPECT_EQ(episode.summary, "Short");
    EXPECT_EQ(episode.content_html, "<p>Long</p>");
    EXPECT_EQ(base::format_utc(episode.published_at.value_or(0)), "2004-01-01T19:48:21Z");
    EXPECT_EQ(episode.duration_ms, 62000);
    EXPECT_EQ(episode.season, 2);
    EXPECT_EQ(episode.number, 7);
    EXPECT_EQ(episode.episode_type, "bonus");
    EXPECT_EQ(episode.is_explicit, true);
    EXPECT_EQ(episode.categories, (std::vector<std::string>{"a", "b"}));
    ASSERT_TRUE(episode.enclosure);
    EXPECT_EQ(episode.enclosure->type, "audio/mpeg");
    EXPECT_EQ(episode.enclosure->length, 123);
    ASSERT_EQ(episode.alternatives.size(), 2u);
    EXPECT_FALSE(episode.alternatives[0].length);
    EXPECT_EQ(episode.alternatives[1].url, "https://example.org/1.opus");
    EXPECT_EQ(episode.alternatives[1].height, 720);
    ASSERT_EQ(episode.transcripts.size(), 1u);
    EXPECT_EQ(episode.transcripts[0].rel, "captions");
    EXPECT_EQ(episode.chapters_url, "https://example.org/1.json");
    ASSERT_EQ(episode.soundbites.size(), 1u);
    EXPECT_EQ(episode.soundbites[0].start_ms, 73500);
    ASSERT_EQ(episode.persons.size(), 1u);
    EXPECT_EQ(episode.persons[0].name, "Bob");
    ASSERT_EQ(episode.chapters.size(), 1u);
    EXPECT_EQ(episode.chapters[0].start_ms, 1500);
}

TEST(FeedTest, ReadsGzipAndResolvesAgainstTheSource) {
    const std::string packed = gzipped(kPodcast);
    const Feed feed = parsed(packed, {"https://example.org/show/feed.xml", ""});
    EXPECT_EQ(feed.show.title, "The & Show");
    EXPECT_EQ(feed.show.next_page_url, "https://example.org/show/feed.xml?page=2");
    EXPECT_TRUE(has_code(feed, "gzipped"));
}

TEST(FeedTest, Formats) {
    const struct {
        const char* bytes;
        const char* format;
        const char* show;
        const char* episode;
    } kTable[] = {
        {"<rss version='0.91'><channel><title>S</title><item><title>E</title></item></channel></rss>", "rss09x", "S",
         "E"},
        {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel "
         "rdf:about='x'><title>S</title></channel>"
         "<item rdf:about='y'><title>E</title></item></rdf:RDF>",
         "rss1", "S", "E"},
        {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
         "xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>S</title></channel>"
         "<item><title>E</title></item></rdf:RDF>",
         "rss09x", "S", "E"},
        {"<feed xmlns='http://www.w3.org/2005/Atom'><title>S</title><entry><title "
         "type='html'>&lt;b&gt;E&lt;/b&gt;</title></entry></feed>",
         "atom", "S", "E"},
        {"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>S</title><entry><title>E</title></entry></feed>",
         "atom", "S", "E"},
        {R"({"version":"https://jsonfeed.org/version/1.1","title":"S","items":[{"id":1,"title":"E"}]})", "json", "S",
         "E"},
        {"<RSS><Channel><Title>S</Title><Item><Title>E</Title></Item></Channel></RSS>", "rss2", "S", "E"},
        {"<rss "
         "xmlns='http://backend.userland.com/rss2'><channel><title>S</title><item><title>E</title></item></channel></"
         "rss>",
         "rss2", "S", "E"},
        {"\n  <?xml version='1.0'?><rss><channel><title>S</title></channel><item><title>E</title></item></rss>", "rss2",
         "S", "E"},
        {"<rss><channel><title>S</title><item><item><title>E</title></item></item></channel></rss>", "rss2", "S", "E"},
        {"<channel><title>S</title><item><title>E", "rss2", "S", "E"},
        {"<rss><channel><image><title>Image</title></image><title>S</title><item><itunes:title>E</itunes:title></"
         "item></channel></rss>",
         "rss2", "S", "E"},
        {"<rss><channel><title>S</title><item><title>Q&amp;amp;A &lt;i&gt;x&lt;/i&gt;</title></item></channel></rss>",
         "rss2", "S", "Q&A x"}};
    for (const auto& row : kTable) {
        const Feed feed = parsed(row.bytes);
        EXPECT_EQ(feed.format, row.format) << row.bytes;
        EXPECT_EQ(feed.show.title, row.show) << row.bytes;
        ASSERT_EQ(feed.episodes.size(), 1u) << row.bytes;
        EXPECT_EQ(feed.episodes[0].title, row.episode) << row.bytes;
    }
}

TEST(FeedTest, ReadsAtomWithItsParts) {
    const Feed feed =
        parsed(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/a/" xml:lang="de">
      <title>S</title><subtitle>About</subtitle><author><name>Ada</name><email>a@b.c</email></author><link rel="self" href="self.xml"/><link href="/"/>
      <entry xml:base="b/"><id>tag:x</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A &lt;i&gt; <b>b</b></div></title>
        <link href="page"/><link rel="enclosure" href="1.mp3" type="audio/mpeg" length="5"/><published>2004-01-01T00:00:00Z</published><updated>2005-01-01T00:00:00Z</updated>
        <summary>1 &lt; 2</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hi &amp; ho</p></div></content>
        <category term="t" label="L"/></entry></feed>)");
    EXPECT_EQ(feed.show.language, "de");
    EXPECT_EQ(feed.show.feed_url, "https://example.org/a/self.xml");
    EXPECT_EQ(feed.show.link, "https://example.org/");
    ASSERT_EQ(feed.episodes.size(), 1u);
    const Episode& episode = feed.episodes[0];
    EXPECT_EQ(episode.title, "A <i> b");
    EXPECT_EQ(episode.link, "https://example.org/a/b/page");
    EXPECT_EQ(episode.enclosure.value_or(Enclosure{}).url, "https://example.org/a/b/1.mp3");
    EXPECT_EQ(base::format_utc(episode.published_at.value_or(0)), "2004-01-01T00:00:00Z");
    EXPECT_EQ(episode.content_html, "<p>Hi &amp; ho</p>");
    EXPECT_EQ(episode.categories, std::vector<std::string>{"L"});
}

TEST(FeedTest, ReadsYoutubeAndMedia) {
    const Feed feed = parsed(
        R"(<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
      <title>S</title><entry><id>yt:video:x</id><yt:videoId>x</yt:videoId><title>E</title><link rel="alternate" href="https://www.youtube.com/watch?v=x"/>
      <media:group><media:title>M</media:title><media:description>About</media:description><media:thumbnail url="https://i/x.jpg"/></media:group></entry></feed>)");
    ASSERT_EQ(feed.episodes.size(), 1u);
    EXPECT_EQ(feed.episodes[0].guid, "yt:video:x");
    EXPECT_EQ(feed.episodes[0].summary, "About");
    EXPECT_EQ(feed.episodes[0].image, "https://i/x.jpg");
    EXPECT_FALSE(feed.episodes[0].enclosure);
}

TEST(FeedTest, ReadsJsonFeed) {
    const Feed feed = parsed(
        R"({"version":"https://jsonfeed.org/version/1","title":" S ","home_page_url":"https://example.org/","author":{"name":"Ada"},
      "items":[{"id":"1","content_text":"a < b","date_published":"2010-02-07T14:04:00-05:00","tags":["x"],
                "attachments":[{"url":"a.m4a","mime_type":"audio/x-m4a","size_in_bytes":89,"duration_in_seconds":66}]}, 7]})",
        {"https://example.org/feed.json", ""});
    EXPECT_EQ(feed.show.title, "S");
    EXPECT_EQ(feed.show.author, "Ada");
    ASSERT_EQ(feed.episodes.size(), 1u);
    EXPECT_EQ(feed.episodes[0].content_html, "a &lt; b");
    EXPECT_EQ(feed.episodes[0].enclosure.value_or(Enclosure{}).url, "https://example.org/a.m4a");
    EXPECT_EQ(feed.episodes[0].duration_ms, 66000);
    EXPECT_EQ(base::format_utc(feed.episodes[0].published_at.value_or(0)), "2010-02-07T19:04:00Z");
}

TEST(FeedTest, SaysWhatWasOdd) {
    const struct {
        const char* bytes;
        const char* code;
        bool recovered;
    } kTable[] = {{"<rss><channel><item><pubDate>sometime</pubDate></item></channel></rss>", "date_unreadable", false},
                  {"<rss><channel "
                   "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><item><itunes:duration>x.mp3</"
                   "itunes:duration></item></channel></rss>",
                   "duration_unreadable", false},
                  {"<rss><channel><item><itunes:duration>1:00</itunes:duration></item></channel></rss>",
                   "prefix_undeclared", true},
                  {" <?xml version='1.0'?><rss/>", "space_before_declaration", true},
                  {"<rss><channel><title>a & b</title></channel></rss>", "bare_ampersand", true},
                  {"<rss><channel/><channel><title>x</title></channel></rss>", "second_channel", false},
                  {"<rss><channel><title>x</channel></rss>", "element_unclosed", true},
                  {"<rss><channel><enclosure url=x/></channel></rss>", "attribute_unquoted", true}};
    for (const auto& row : kTable) {
        const Feed feed = parsed(row.bytes);
        EXPECT_TRUE(has_code(feed, row.code)) << row.bytes;
        EXPECT_EQ(feed.recovered, row.recovered) << row.bytes;
    }
}

TEST(FeedTest, RefusesWhatIsNoFeed) {
    const struct {
        std::string bytes;
        ErrorCode code;
        const char* says;
    } kTable[] = {{"", ErrorCode::kMalformed, "empty"},
                  {" \n ", ErrorCode::kMalformed, "empty"},
                  {"<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head></html>",
                   ErrorCode::kMalformed, "its feed is at https://example.org/feed"},
                  {"<!DOCTYPE html><html><body>404</body></html>", ErrorCode::kMalformed, "web page"},
                  {"<opml version='1.0'><body/></opml>", ErrorCode::kMalformed, "OPML"},
                  {std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16), ErrorCode::kMalformed, "no feed"},
                  {"just words", ErrorCode::kMalformed, "no markup"},
                  {"{\"a\":1}", ErrorCode::kMalformed, "JSON"},
                  {"{broken", ErrorCode::kMalformed, "broken"},
                  {std::string(100000, '['), ErrorCode::kTooLarge, "nested"},
                  {"<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><rss/>", ErrorCode::kRefused, "entities"}};
    for (const auto& row : kTable) {
        const auto feed = parse_feed(row.bytes, {"https://example.org/page", ""});
        ASSERT_FALSE(feed) << row.bytes.substr(0, 80);
        EXPECT_EQ(feed.error().code, row.code) << feed.error().message;
        EXPECT_NE(feed.error().message.find(row.says), std::string::npos) << feed.error().message;
    }
}

TEST(FeedTest, LeavesOutWhatIsBeyondTheLimit) {
    ParseOptions options;
    options.max_episodes = 2;
    const Feed feed = parsed(
        "<rss><channel><item><title>1</title></item><item><title>2</title></item><item><title>3</title></item></"
        "channel></rss>",
        options);
    EXPECT_EQ(feed.episodes.size(), 2u);
    EXPECT_TRUE(has_code(feed, "too_many_episodes"));
}

}  // namespace
}  // namespace earwitness::feed
