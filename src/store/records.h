// What the archive holds, as plain data: shows, episodes, how far each episode has come, and rows of findings
// for lists over many episodes. Made and read by store/; pipeline/, search/, publish/, serve/ and cli/ read it.
// `row` numbers are internal to one archive file and must never be shown: users see `id`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/episode.h"
#include "earwitness/findings.h"

namespace earwitness::store {

enum class ShowSource {
    kFeed,      // location is a http(s) URL
    kFeedFile,  // location is the path of a local feed file
    kFolder,    // location is a folder of local transcripts and audio
    kFiles,     // single local files; location is ""
    kPages,     // episodes that only imported pages tell of; location is "pages: <title>"
};
inline constexpr int kShowSources = 5;
std::string_view show_source_name(ShowSource source);  // "feed", "feed_file", "folder", "files", "pages"

// What is remembered between fetches of a feed.
struct FetchState {
    std::string etag;
    std::string last_modified;
    std::string body_sha256;                 // of the bytes that were last parsed
    bool gone = false;                       // 410: never asked again unless the user adds it again
    int failures = 0;                        // in a row
    std::string last_error;                  // "" after a success
    std::optional<std::int64_t> fetched_at;  // seconds, UTC
    std::optional<std::int64_t> next_due_at;
};

struct ShowRecord {
    std::int64_t row = 0;
    std::string id;  // slug, stable: "the-lamp-room"
    ShowSource source = ShowSource::kFeed;
    std::string location;  // where it is fetched now (permanent redirects are applied)
    std::string added_as;  // what the user gave
    Show show;
    FetchState fetch;
};

struct EpisodeRecord {
    std::int64_t row = 0;
    std::int64_t show_row = 0;
    std::string id;       // "the-lamp-room/how-lamps-are-lit", stable
    std::string show_id;  // "the-lamp-room"
    std::string show_title;
    Episode episode;
    int position = 0;              // in the feed's order, 0 first
    bool listed = true;            // false: it has left the feed; what is known of it is kept
    std::string local_transcript;  // absolute path, "" where there is none
    std::string local_audio;
    std::string transcript_key;                   // "" until there is one
    std::string transcript_url;                   // where the transcript came from (URL or path)
    std::string analysis_key;                     // "" until there is one
    std::string additions_sha256;                 // of what a language model added to it, "" where that is nothing
    std::string audio_sha256;                     // of the medium kept in media/, "" where none is
    std::string audio_url;                        // where that came from
    std::vector<FeedChapter> publisher_chapters;  // of podcast:chapters JSON, once fetched
};

// A page of another system's site, as `import` took it in. It is kept whole, since it is its users' work; what it
// claims has no evidence in the archive and is never listed among findings.
struct PageRecord {
    std::int64_t row = 0;
    std::string file;        // its name in the folder that it came from, "/" between folders: "2025-05-14-lamps.md"
    std::string episode_id;  // of the episode that it tells of; several pages may tell of one
    std::string joined_by;   // how the episode was found: "enclosure", "link", "guid", "title and date", "title"; ""
                             // where the page itself is all that is known of it
    std::string text;        // the page's bytes after mending; equal to the file's where nothing was mended
    bool mended = false;
    Diagnostics notes;  // what was odd, mended or lost, with the lines of the file as it was
};

// A page as `import` reads it.
struct IncomingPage {
    std::string file;
    std::string source_sha256;  // of the file's bytes as they were
    std::string text;
    bool mended = false;
    Diagnostics notes;
    Episode episode;         // what the page says of its episode
    std::string show_title;  // "" where the page does not know
};

// What became of an incoming page.
struct PageTakeIn {
    enum class Outcome { kFresh, kChanged, kSame };
    Outcome outcome = Outcome::kFresh;
    std::string episode_id, joined_by;
};

// A difference seen when a feed was read again.
struct EpisodeChange {
    std::string episode_id;
    std::string field;  // "guid", "enclosure", "title", "link", "published_at"
    std::string before, after;
};

// The stages of an episode; the numbers stand in archives. kTimes comes behind kTranscript.
enum class Stage { kTranscript, kChapters, kAudio, kAnalysis, kIndex, kTimes, kLlm };
inline constexpr int kStages = 7;
std::string_view stage_name(Stage stage);  // "transcript", "chapters", "audio", "analysis", "index", "times", "llm"

enum class StageState { kDone, kWaiting, kFailed };

struct StageRecord {
    std::int64_t episode_row = 0;
    std::string episode_id;
    Stage stage = Stage::kTranscript;
    StageState state = StageState::kDone;
    std::string key;     // hash of inputs, options and the stage's version
    std::string reason;  // why it waits or failed
    int attempts = 0;    // failures in a row
    std::optional<std::int64_t> retry_at;
};

// One finding of one episode, with its words: what lists over many episodes are made of.
struct FindingRecord {
    std::string episode_id;
    std::string episode_title;
    std::string show_title;
    std::optional<std::int64_t> published_at;
    std::string kind;  // "quote", "insight", "topic", "chapter", "sponsor", "summary"
    std::string type;  // of an insight: "prediction" ...; of others ""
    Span span;
    std::optional<std::int64_t> start_ms, end_ms;
    std::string speaker;  // as labelled, "" where unknown
    double score = 0;     // score, confidence or prominence
    std::string label;    // topic's label, chapter's title, sponsor's name
    std::string words;    // the words of the span; "" for a topic
    std::vector<std::string> entities;
};

// "" and absent mean: any. Shows and episodes by id; dates in seconds, since inclusive, until exclusive.
struct FindingFilter {
    std::string show, episode, speaker, kind, type, entity;
    std::optional<std::int64_t> since, until;
    std::size_t limit = 50;
};

// An entity over all episodes that name it.
struct EntityRecord {
    std::string id;
    std::string name;  // as the most salient episode spells it
    EntityType type = EntityType::kOrg;
    std::string category;
    std::size_t episodes = 0;
    std::size_t mentions = 0;
    double salience = 0;  // sum over episodes
    bool in_sponsor_only = false;
};

// Where an entity is named.
struct EntityEpisode {
    std::string episode_id;
    std::string episode_title;
    std::optional<std::int64_t> published_at;
    double salience = 0;
    std::size_t mentions = 0;
    std::optional<std::int64_t> first_ms;
    Span first;
};

struct TopicRecord {
    std::string id;
    std::string label;
    std::size_t episodes = 0;
    double prominence = 0;  // sum over episodes
};

// What a language model said that the transcript does not bear out; kept for inspection, never published.
struct RefusedAddition {
    std::string kind, reason, text, detail;  // docs/llm.md
};

// What became of reading one episode with a language model.
struct AdditionsRecord {
    std::string provider, model;
    std::size_t added = 0;
    std::vector<RefusedAddition> refused;
};

struct Medium {
    std::string sha256;
    std::string type;  // media type
    std::int64_t bytes = 0;
    std::string path;  // relative to the archive's folder: "media/ab/abcdef....mp3"
};

}  // namespace earwitness::store
