// The archive: one folder with archive.db (SQLite, docs/archive.md) and content-addressed media/. The only way
// to what earwitness knows. Every method that writes is one transaction: it happened whole or not at all, also
// when the process is killed inside it.
//
// Threads: one Archive is one connection; calls on it from several threads are serialised by it. Any number of
// processes may read at any time. SQLite: one at a time may open for writing (kUnavailable names the other's pid).
// PostgreSQL: any number may; what must not happen at once waits for locks of the database, and an episode or a show
// is worked on by who claimed it.
// Errors: kCorrupt (damaged, or made by a newer earwitness), kUnavailable (locked), kIo (disk), kNotFound.
// Who may only read the folder can open it with kRead.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"
#include "store/claim.h"
#include "store/records.h"

namespace earwitness::store {

enum class OpenMode {
    kRead,    // the archive must exist
    kWrite,   // the archive must exist; SQLite: holds the writer's lock until it is closed
    kCreate,  // as kWrite, and made where it does not exist
};

// A row of the search index: one stem of one episode. Its meaning belongs to search/.
struct Posting {
    std::string term;
    std::string data;
};

// What one episode's index run writes.
struct SearchEntry {
    std::string document;  // search/'s own form
    std::int64_t words = 0;
    std::vector<Posting> postings;
};

// What a reading of a show's feed or folder changed.
struct TakeIn {
    std::size_t fresh = 0, changed = 0, unlisted = 0, total = 0;
    std::vector<std::string> fresh_ids;
};

// What was forgotten.
struct Removal {
    std::size_t episodes = 0, pages = 0, media = 0;
    std::int64_t media_bytes = 0;
};

// An episode as a feed or folder gives it.
struct IncomingEpisode {
    Episode episode;
    std::string local_transcript, local_audio;
};

// Of the stage kLlm of an episode whose additions were removed.
inline constexpr std::string_view kNoModelKey = "removed";

class Archive {
  public:
    static Result<Archive> open(const std::filesystem::path& folder, OpenMode mode);
    const std::filesystem::path& folder() const;
    // For who keeps an archive open that its user may read only, and so cannot lock: once somebody has written to it,
    // calls fail with kUnavailable until this has opened it anew. Costs nothing elsewhere. Not from inside a callback.
    Status catch_up() const;

    // True where several processes may write at once.
    bool shared() const;
    // Who works on something, by name ("episode/the-lamp-room/two"), alone among all processes: nothing where another
    // does. Where one process alone can write it is always had.
    Result<std::optional<Claim>> claim(std::string_view name) const;

    // ---- shows, ordered by id
    Result<std::vector<ShowRecord>> shows() const;
    Result<std::optional<ShowRecord>> find_show(std::string_view id) const;
    Result<std::optional<ShowRecord>> find_show_by_location(std::string_view location) const;
    // Makes a show whose id is a slug of the title (of the location where that is empty). now: seconds, UTC. Where one
    // of this source and location is there already (another process was quicker), that one.
    Result<ShowRecord> add_show(ShowSource source, std::string_view location, std::string_view added_as,
                                const Show& show, std::int64_t now);
    // What the feed says now: the show's data, its episodes and the fetch state, in one transaction. Episodes are
    // recognised again (store/recognise.h); those that are missing from `episodes` are marked unlisted when
    // `whole` is true (the feed was read to its end).
    Result<TakeIn> take_in(std::int64_t show_row, const Show& show, const std::vector<IncomingEpisode>& episodes,
                           bool whole, const FetchState& fetch, std::int64_t now);
    Status set_fetch_state(std::int64_t show_row, const FetchState& fetch);
    Status set_location(std::int64_t show_row, std::string_view location);
    // Forgets a show or an episode with all that was made of it, its imported pages too, in one transaction;
    // transcripts and media go where no other episode has them.
    Result<Removal> remove_show(std::int64_t show_row);
    Result<Removal> remove_episode(std::int64_t episode_row);

    // ---- episodes
    // Of one show (all where show_id is ""), by show, then newest first, then id.
    Result<std::vector<EpisodeRecord>> episodes(std::string_view show_id = {}) const;
    Result<std::optional<EpisodeRecord>> find_episode(std::string_view id) const;
    // One whose source has it still and whose local transcript or audio is this very file.
    Result<std::optional<EpisodeRecord>> find_episode_by_file(std::string_view path) const;
    Result<std::vector<EpisodeChange>> changes() const;

    // ---- imported pages, by file
    // Keeps pages and joins each to the episode of the archive that it tells of (store/page_match.h); makes one, in a
    // show of imported pages, where there is none. In one transaction. A page is the same one where its file name is
    // the same, or its bytes are: taken in twice it is there once, and it moves to a better episode that has come
    // since.
    Result<std::vector<PageTakeIn>> take_in_pages(const std::vector<IncomingPage>& pages, std::int64_t now);
    Result<std::vector<PageRecord>> pages(std::string_view episode_id = {}) const;  // all where episode_id is ""
    // How many tell of a show's episodes, or of that one of them.
    Result<std::size_t> count_pages(std::int64_t show_row, std::optional<std::int64_t> episode_row = {}) const;
    Status each_page(const std::function<Status(const PageRecord& page)>& each) const;  // one in memory at a time

    // ---- what was made of an episode
    Result<std::optional<Transcript>> transcript(std::string_view key) const;
    Result<std::string> transcript_text(std::string_view key) const;  // the text alone, quicker
    // The findings with their transcript, and what a language model added to them; nothing where the episode was not
    // analysed yet.
    Result<std::optional<Analysis>> analysis(std::int64_t episode_row) const;
    // The same as JSON text, byte for byte what base/analysis_json.h writes.
    Result<std::optional<std::string>> analysis_json(std::int64_t episode_row) const;

    // ---- finishing a stage of one episode; `key` is the stage's input hash
    Status finish_transcript(std::int64_t episode_row, std::string_view key, const Transcript& transcript,
                             std::string_view url);
    // The transcript with times that an engine lent; null where it needed none. The words' stage stays as it is.
    Status finish_times(std::int64_t episode_row, std::string_view key, const Transcript* transcript);
    Status finish_chapters(std::int64_t episode_row, std::string_view key, const std::vector<FeedChapter>& chapters);
    Status finish_audio(std::int64_t episode_row, std::string_view key, const Medium& medium, std::string_view url);
    Status finish_analysis(std::int64_t episode_row, std::string_view key, const Analysis& analysis);
    Status finish_index(std::int64_t episode_row, std::string_view key, const SearchEntry& entry);
    // What a language model added to the analysis whose key is `analysis_key`; writes nothing where the episode has
    // another one by now. The stage is not touched where `key` is "".
    Status finish_additions(std::int64_t episode_row, std::string_view key, std::string_view analysis_key,
                            const ModelAdditions& additions, const std::vector<RefusedAddition>& refused);
    // All that a language model added to these episodes goes, and its stage is done with kNoModelKey: no model reads
    // them until somebody asks for that. How many had something.
    Result<std::size_t> remove_additions(const std::vector<std::int64_t>& episode_rows);
    // What is kept of the reading of one episode; nothing where its findings are others by now, or nothing is.
    Result<std::optional<AdditionsRecord>> additions(std::int64_t episode_row) const;
    // A waiting or failed stage (state, key, reason, attempts and retry_at are used).
    Status note_stage(const StageRecord& record);
    Result<std::vector<StageRecord>> stages(std::int64_t episode_row) const;
    Result<std::vector<StageRecord>> open_stages() const;  // everything that waits or failed, by episode id

    // ---- media/
    // Moves or copies a file into media/ under the hash of its bytes; the row is written by finish_audio.
    Result<Medium> keep_medium(const std::filesystem::path& file, std::string_view type, bool move);
    Result<std::optional<Medium>> medium(std::string_view sha256) const;
    // What media/ holds, by its rows.
    Result<std::int64_t> media_bytes() const;
    // Forgets an episode's kept audio and its audio stage; the file goes where no other episode has it.
    Status drop_audio(std::int64_t episode_row);

    // ---- lists over many episodes
    Result<std::vector<FindingRecord>> findings(const FindingFilter& filter) const;
    // Every finding of every episode without its words, episode by episode; the views last until `each` returns.
    struct FindingPlace {
        std::int64_t episode_row = 0;
        std::string_view kind, type, label, speaker;
        Span span;
        double score = 0;
    };
    Status each_finding(const std::function<void(const FindingPlace&)>& each) const;
    Result<std::vector<EntityRecord>> entities(const FindingFilter& filter) const;  // type: an entity type's name
    Result<std::vector<EntityEpisode>> entity_episodes(std::string_view entity_id) const;
    Result<std::vector<Span>> entity_mentions(std::int64_t episode_row, std::string_view entity_id) const;
    Result<std::vector<TopicRecord>> topics(const FindingFilter& filter) const;

    // ---- the search index (search/ gives these meaning)
    // Postings of all terms in [first, last] (bytewise), by term, then by episode; stops when `each` returns false.
    Status each_posting(
        std::string_view first, std::string_view last,
        const std::function<bool(std::string_view term, std::int64_t episode_row, std::string_view data)>& each) const;
    Result<std::optional<std::string>> search_document(std::int64_t episode_row) const;
    struct SearchRow {
        std::int64_t row = 0, words = 0;
        std::string episode_id, episode_title, show_id, show_title, transcript_key;
        std::optional<std::int64_t> published_at;
        std::optional<std::int64_t> duration_ms;  // as the publisher says
    };
    Result<std::vector<SearchRow>> search_rows() const;  // every indexed episode, by id
    // Another one when an episode was indexed, analysed, added to or forgotten.
    Result<std::string> index_state() const;

    // ---- health
    struct Health {
        int schema = 0;
        std::int64_t database_bytes = 0;
        std::size_t shows = 0, episodes = 0, transcripts = 0, analyses = 0, indexed = 0, media = 0, pages = 0;
        std::vector<std::string> problems;  // of an integrity check and of missing media; empty = sound
    };
    Result<Health> check() const;
    // Everything that is not a time or a row number, in a stable order, a line a fact: two archives with the
    // same content give the same bytes.
    Status dump(const std::function<void(std::string_view line)>& out) const;

    // ---- moving house
    struct Copied {
        std::size_t rows = 0, media = 0;
        std::vector<std::string> missing;  // media that this archive has lost already
    };
    using CopyProgress = std::function<void(std::size_t rows, std::size_t total, std::string_view table)>;
    // Rows, media, settings and knowledge into another folder: its database is the server's that its database.url
    // names, else SQLite. As of one moment, whole or not at all. kRefused where something is there already.
    Result<Copied> copy_to(const std::filesystem::path& folder, const CopyProgress& progress = {}) const;

    Archive(Archive&&) noexcept;
    Archive& operator=(Archive&&) noexcept;
    ~Archive();

  private:
    struct Parts;
    Result<Removal> remove(const char* episodes_of, const char* rows, std::int64_t row);
    struct PackedAnalysis {
        std::string json, additions;  // "" where nothing was added
    };
    Result<std::optional<PackedAnalysis>> packed_analysis(std::int64_t episode_row) const;
    Result<Copied> copy_into(Archive& target, const CopyProgress& progress) const;
    explicit Archive(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace earwitness::store
