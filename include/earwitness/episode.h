// What a feed says of a show and its episodes, as plain data. Made by feed/, kept by store/, read by
// analysis (which takes titles, notes and people as hints on how names are spelt).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "earwitness/result.h"

namespace earwitness {

// podcast:person, itunes:author, dc:creator, atom:author ...
struct Person {
    std::string name;
    std::string role;   // lower case: "host", "guest", ...; "" where the feed does not say
    std::string group;  // podcast:person group, lower case ("cast", "writing"); may be ""
    std::string href;
    std::string image;
};

struct Enclosure {
    std::string url;
    std::string type;                    // media type as given, "" where absent
    std::optional<std::int64_t> length;  // bytes; absent where the feed's value is not a plain number
    std::optional<int> height;           // of video alternatives
};

// podcast:transcript
struct TranscriptLink {
    std::string url;
    std::string type;      // media type as given
    std::string language;  // BCP 47 or ""
    std::string rel;       // "captions" or ""
};

// A chapter that the publisher gives (podcast:chapters JSON, PSC).
struct FeedChapter {
    std::int64_t start_ms = 0;
    std::string title;
    std::string href;
    std::string image;
};

// podcast:soundbite
struct Soundbite {
    std::int64_t start_ms = 0;
    std::int64_t duration_ms = 0;
    std::string title;
};

struct Episode {
    std::string guid;  // trimmed; "" where the feed has none
    std::string title;
    std::string link;
    std::string summary;                  // HTML or text, as given (itunes:summary, description)
    std::string content_html;             // content:encoded, atom:content; as given
    std::optional<Enclosure> enclosure;   // the first with a URL
    std::vector<Enclosure> alternatives;  // the others
    std::optional<std::int64_t> duration_ms;
    std::optional<std::int64_t> published_at;  // seconds since 1970, UTC; absent rather than wrong
    std::optional<int> season;
    std::optional<double> number;  // itunes:episode, podcast:episode
    std::string episode_type;      // "full", "trailer", "bonus" or ""
    std::optional<bool> is_explicit;
    std::string image;
    std::string author;
    std::vector<Person> persons;
    std::vector<TranscriptLink> transcripts;
    std::string chapters_url;
    std::vector<FeedChapter> chapters;  // those inside the feed (PSC)
    std::vector<Soundbite> soundbites;
    std::vector<std::string> categories;
};

struct Show {
    std::string title;
    std::string link;
    std::string feed_url;      // atom:link rel=self, or where it was fetched
    std::string new_feed_url;  // itunes:new-feed-url
    std::string language;
    std::string description;
    std::string author;
    std::string owner_name;
    std::string owner_email;
    std::string image;
    std::string podcast_guid;
    std::string generator;
    std::string copyright;
    std::string medium;  // podcast:medium
    std::string funding_url;
    std::optional<bool> is_explicit;
    std::optional<bool> locked;  // podcast:locked
    bool blocked = false;        // itunes:block / podcast:block yes
    bool complete = false;       // itunes:complete: no episode will follow
    std::string next_page_url;   // RFC 5005 paged feeds
    std::vector<std::string> categories;
    std::vector<Person> persons;
};

struct Feed {
    std::string format;      // "rss2", "rss1", "rss09x", "atom", "json"
    std::string encoding;    // what the bytes were read as, upper case: "UTF-8", "WINDOWS-1252"
    bool recovered = false;  // the input was not well-formed, or its encoding was wrong
    Show show;
    std::vector<Episode> episodes;  // every item, in the feed's order
    Diagnostics diagnostics;
};

// What analysis is told about the episode beside its transcript. A subset of the above on purpose: analysis
// is a pure function of (transcript, this, model).
struct EpisodeMeta {
    std::string title;
    std::string show;
    std::string notes;  // plain text of the show notes
    std::string link;
    std::optional<std::int64_t> published_at;
    std::optional<std::int64_t> duration_ms;
    std::vector<Person> persons;           // of the episode and of the show
    std::vector<FeedChapter> chapters;     // the publisher's
    std::vector<std::string> known_names;  // names known for the show (from its other episodes, its author)
};

}  // namespace earwitness
