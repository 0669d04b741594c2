// Archive: transcripts, chapters and media of episodes.
#include "base/deflate.h"
#include "base/inflate.h"
#include "store/archive.h"
#include "store/metadata_json.h"
#include "store/parts.h"
#include "store/transcript_layout.h"

namespace earwitness::store {
namespace {

constexpr std::size_t kMaxUnpacked = std::size_t{1} << 30;

Result<std::string> unpack(std::string_view bytes) {
    auto text = base::inflate_bytes(bytes, kMaxUnpacked);
    if (!text)
        return make_error(ErrorCode::kCorrupt, "a text in the archive cannot be unpacked (" + text.error().message +
                                                   "); run `earwitness doctor`");
    return text;
}

// Made before the archive is held: packing takes its time.
struct PackedTranscript {
    explicit PackedTranscript(const Transcript& t)
        : key(transcript_key(t)), text(base::deflate_bytes(t.text)), layout(base::deflate_bytes(layout_to_json(t))) {}
    std::string key, text, layout;
};

// The episode's transcript from now on; part of the caller's transaction.
Status put_transcript(const Database& database, std::int64_t episode_row, const Transcript& t,
                      const PackedTranscript& packed) {
    auto query = database.prepare("SELECT transcript FROM episode WHERE row=?");
    query.with(episode_row);
    const std::string former = query.next() ? query.text(0) : std::string();
    if (auto done = query.finish(); !done) return done;
    // Nobody forgets it between this and the episode's row, nor takes up what is forgotten here.
    if (auto held = hold_until_commit(database, {"transcript/" + packed.key, "transcript/" + former}); !held)
        return held;
    auto insert = database.prepare(
        "INSERT INTO transcript(key, text_sha256, language, format, text, layout) VALUES (?,?,?,?,?,?) ON CONFLICT DO "
        "NOTHING");
    insert.with(packed.key, t.sha256, t.language, t.format).bind_blob(5, packed.text).bind_blob(6, packed.layout);
    if (auto done = insert.run(); !done) return done;
    auto update = database.prepare("UPDATE episode SET transcript=? WHERE row=?");
    if (auto done = update.with(packed.key, episode_row).run(); !done) return done;
    // A transcript that no episode has any more is forgotten.
    if (former.empty() || former == packed.key) return {};
    return drop_unused_transcript(database, former);
}

}  // namespace

Status drop_unused_transcript(const Database& database, std::string_view key) {
    auto remove = database.prepare(
        "DELETE FROM transcript WHERE key=?1 AND NOT EXISTS (SELECT 1 FROM episode WHERE transcript=?1)");
    return remove.with(key).run();
}

Result<std::optional<Transcript>> Archive::transcript(std::string_view key) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query =
        parts_->database.prepare("SELECT text_sha256, language, format, text, layout FROM transcript WHERE key=?");
    query.with(key);
    if (!query.next()) {
        if (auto done = query.finish(); !done) return done.error();
        return std::optional<Transcript>();
    }
    Transcript t;
    t.sha256 = query.text(0);
    t.language = query.text(1);
    t.format = query.text(2);
    auto text = unpack(query.view(3));
    if (!text) return text.error();
    t.text = std::move(*text);
    auto layout = unpack(query.view(4));
    if (!layout) return layout.error();
    if (auto done = layout_from_json(*layout, t); !done) return done.error();
    return std::optional<Transcript>(std::move(t));
}

Result<std::string> Archive::transcript_text(std::string_view key) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare("SELECT text FROM transcript WHERE key=?");
    query.with(key);
    if (query.next()) return unpack(query.view(0));
    if (auto done = query.finish(); !done) return done.error();
    return make_error(ErrorCode::kNotFound, "transcript " + std::string(key) + " is not in the archive");
}

Status Archive::finish_transcript(std::int64_t episode_row, std::string_view key, const Transcript& t,
                                  std::string_view url) {
    const PackedTranscript packed(t);
    EARWITNESS_ARCHIVE_CALL;
    const auto& database = parts_->database;
    Transaction transaction(database);
    if (!transaction.begun()) return transaction.begun();
    if (auto done = put_transcript(database, episode_row, t, packed); !done) return done;
    auto update = database.prepare("UPDATE episode SET transcript_url=? WHERE row=?");
    if (auto done = update.with(url, episode_row).run(); !done) return done;
    if (auto done = put_done(database, episode_row, Stage::kTranscript, key); !done) return done;
    return transaction.commit();
}

Status Archive::finish_times(std::int64_t episode_row, std::string_view key, const Transcript* t) {
    const std::optional<PackedTranscript> packed =
        t == nullptr ? std::nullopt : std::optional<PackedTranscript>(std::in_place, *t);
    EARWITNESS_ARCHIVE_CALL;
    const auto& database = parts_->database;
    Transaction transaction(database);
    if (!transaction.begun()) return transaction.begun();
    if (packed)
        if (auto done = put_transcript(database, episode_row, *t, *packed); !done) return done;
    if (auto done = put_done(database, episode_row, Stage::kTimes, key); !done) return done;
    return transaction.commit();
}

Status Archive::finish_chapters(std::int64_t episode_row, std::string_view key,
                                const std::vector<FeedChapter>& chapters) {
    EARWITNESS_ARCHIVE_CALL;
    Transaction transaction(parts_->database);
    if (!transaction.begun()) return transaction.begun();
    auto update = parts_->database.prepare("UPDATE episode SET chapters=? WHERE row=?");
    if (auto done = update.with(chapters_to_json(chapters), episode_row).run(); !done) return done;
    if (auto done = put_done(parts_->database, episode_row, Stage::kChapters, key); !done) return done;
    return transaction.commit();
}

Status Archive::finish_audio(std::int64_t episode_row, std::string_view key, const Medium& medium,
                             std::string_view url) {
    EARWITNESS_ARCHIVE_CALL;
    Transaction transaction(parts_->database);
    if (!transaction.begun()) return transaction.begun();
    if (auto held = hold_until_commit(parts_->database, {"medium/" + medium.sha256}); !held) return held;
    auto insert = parts_->database.prepare(
        "INSERT INTO medium(sha256, type, bytes, path) VALUES (?,?,?,?) ON CONFLICT DO NOTHING");
    if (auto done = insert.with(medium.sha256, medium.type, medium.bytes, medium.path).run(); !done) return done;
    auto update = parts_->database.prepare("UPDATE episode SET audio=?, audio_url=? WHERE row=?");
    if (auto done = update.with(medium.sha256, url, episode_row).run(); !done) return done;
    if (auto done = put_done(parts_->database, episode_row, Stage::kAudio, key); !done) return done;
    return transaction.commit();
}

Result<std::int64_t> Archive::media_bytes() const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare("SELECT coalesce(sum(bytes), 0) FROM medium");
    const std::int64_t bytes = query.next() ? query.integer(0) : 0;
    if (auto done = query.finish(); !done) return done.error();
    return bytes;
}

Status Archive::drop_audio(std::int64_t episode_row) {
    std::vector<Medium> gone;
    {
        EARWITNESS_ARCHIVE_CALL;
        const auto& database = parts_->database;
        Transaction transaction(database);
        if (!transaction.begun()) return transaction.begun();
        auto kept = database.prepare("SELECT audio FROM episode WHERE row=?");
        kept.with(episode_row);
        const std::string audio = kept.next() ? kept.text(0) : std::string();
        if (auto done = kept.finish(); !done) return done;
        auto update = database.prepare("UPDATE episode SET audio='', audio_url='' WHERE row=?");
        if (auto done = update.with(episode_row).run(); !done) return done;
        auto stage = database.prepare("DELETE FROM stage WHERE episode=? AND stage=?");
        if (auto done = stage.with(episode_row, static_cast<int>(Stage::kAudio)).run(); !done) return done;
        if (!audio.empty()) {
            auto dropped = drop_unused_medium(database, audio);
            if (!dropped) return dropped.error();
            if (*dropped) gone.push_back(std::move(**dropped));
        }
        if (auto done = transaction.commit(); !done) return done;
    }
    delete_media(parts_->folder, gone);
    return {};
}

Result<std::optional<Medium>> Archive::medium(std::string_view sha256) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare("SELECT sha256, type, bytes, path FROM medium WHERE sha256=?");
    query.with(sha256);
    std::optional<Medium> found;
    if (query.next()) found = Medium{query.text(0), query.text(1), query.integer(2), query.text(3)};
    if (auto done = query.finish(); !done) return done.error();
    return found;
}

}  // namespace earwitness::store
