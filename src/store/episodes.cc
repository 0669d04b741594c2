// Archive: the rows of episodes, and how a reading of a feed becomes rows.
#include <map>
#include <set>

#include "base/hash.h"
#include "base/slug.h"
#include "store/archive.h"
#include "store/metadata_json.h"
#include "store/parts.h"
#include "store/recognise.h"

namespace earwitness::store {
namespace {

constexpr std::string_view kColumns =
    "SELECT e.row, e.show, e.id, s.id, s.title, e.meta, e.position, e.listed, e.local_transcript, e.local_audio, "
    "e.transcript, "
    "e.transcript_url, coalesce(a.key, ''), e.audio, e.chapters, e.audio_url, coalesce(m.sha256, '') "
    "FROM episode e JOIN show s ON s.row = e.show LEFT JOIN analysis a ON a.episode = e.row "
    "LEFT JOIN addition m ON m.episode = e.row AND m.analysis = a.key AND m.added > 0 ";

Result<EpisodeRecord> read_row(const Statement& row) {
    EpisodeRecord r;
    r.row = row.integer(0);
    r.show_row = row.integer(1);
    r.id = row.text(2);
    r.show_id = row.text(3);
    r.show_title = row.text(4);
    auto episode = episode_from_json(row.view(5));
    if (!episode) return in_context(r.id, episode.error());
    r.episode = std::move(*episode);
    r.position = static_cast<int>(row.integer(6));
    r.listed = row.integer(7) != 0;
    r.local_transcript = row.text(8);
    r.local_audio = row.text(9);
    r.transcript_key = row.text(10);
    r.transcript_url = row.text(11);
    r.analysis_key = row.text(12);
    r.audio_sha256 = row.text(13);
    auto chapters = chapters_from_json(row.view(14));
    if (!chapters) return in_context(r.id, chapters.error());
    r.publisher_chapters = std::move(*chapters);
    r.audio_url = row.text(15);
    r.additions_sha256 = row.text(16);
    return r;
}

struct Known {
    std::int64_t row = 0;
    Identity identity;
    std::string meta, local_transcript, local_audio;
    int position = 0;
    bool listed = false;
};

Result<std::vector<Known>> known_episodes(const Database& database, std::int64_t show_row) {
    std::vector<Known> out;
    auto query = database.prepare(
        "SELECT row, guid, enclosure, link, title, published, meta, local_transcript, local_audio, position, listed "
        "FROM episode WHERE show=? ORDER BY id");
    query.with(show_row);
    while (query.next())
        out.push_back({query.integer(0),
                       {query.text(1), query.text(2), query.text(3), query.text(4), query.maybe_integer(5)},
                       query.text(6),
                       query.text(7),
                       query.text(8),
                       static_cast<int>(query.integer(9)),
                       query.integer(10) != 0});
    if (auto done = query.finish(); !done) return done.error();
    return out;
}

std::string date_text(const std::optional<std::int64_t>& at) { return at ? std::to_string(*at) : std::string(); }

// Gives a new episode its id: the title's slug; with a short hash of what it is recognised by where that is taken.
class Namer {
  public:
    Namer(const Database& database, std::string show_id) : database_(database), show_id_(std::move(show_id)) {}

    Result<std::string> name(const Identity& identity) {
        base::Sha256 hash;
        for (const auto* field : {&identity.guid, &identity.enclosure, &identity.link, &identity.title})
            hash.add_field(*field);
        hash.add_field(date_text(identity.published_at));
        const std::string unique = hash.hex();
        std::string slug = base::make_slug(identity.title);
        if (slug.empty()) slug = "episode-" + unique.substr(0, 6);
        std::string id = show_id_ + "/" + slug;
        for (int copy = 1;; ++copy) {
            auto used = taken(id);
            if (!used) return used.error();
            if (!*used) return id;
            id = show_id_ + "/" + slug + "-" + unique.substr(0, 6) + (copy > 1 ? "-" + std::to_string(copy) : "");
        }
    }

  private:
    Result<bool> taken(std::string_view id) {
        auto query = database_.prepare("SELECT 1 FROM episode WHERE id=?");
        query.with(id);
        const bool found = query.next();
        if (auto done = query.finish(); !done) return done.error();
        return found;
    }
    const Database& database_;
    std::string show_id_;
};

Status note_changes(const Database& database, std::int64_t row, const Identity& before, const Identity& after,
                    std::int64_t now) {
    const std::pair<const char*, std::pair<std::string, std::string>> fields[] = {
        {"guid", {before.guid, after.guid}},
        {"enclosure", {before.enclosure, after.enclosure}},
        {"link", {before.link, after.link}},
        {"title", {before.title, after.title}},
        {"published_at", {date_text(before.published_at), date_text(after.published_at)}},
    };
    auto insert = database.prepare(
        "INSERT INTO episode_change(episode, number, field, before, after, seen_at) "
        "SELECT ?1, 1 + coalesce((SELECT max(number) FROM episode_change WHERE episode=?1), 0), ?2, ?3, ?4, ?5");
    for (const auto& [field, values] : fields) {
        if (values.first == values.second) continue;
        if (auto done = insert.with(row, field, values.first, values.second, now).run(); !done) return done;
    }
    return {};
}

// One reading of a show, inside the caller's transaction.
class Taking {
  public:
    Taking(const Database& database, std::int64_t show_row, std::string show_id, std::int64_t now)
        : database_(database), show_row_(show_row), show_id_(std::move(show_id)), now_(now) {}

    Result<TakeIn> take(const std::vector<IncomingEpisode>& episodes, bool whole) {
        auto known = known_episodes(database_, show_row_);
        if (!known) return known.error();
        std::vector<Identity> before, after;
        for (const auto& one : *known) before.push_back(one.identity);
        for (const auto& one : episodes) after.push_back(identity_of(one.episode));
        const auto match = recognise(before, after);
        TakeIn counts;
        counts.total = episodes.size();
        std::set<std::int64_t> seen;
        for (std::size_t i = 0; i < episodes.size(); ++i) {
            const int position = static_cast<int>(i);
            Status done;
            if (match[i]) {
                seen.insert((*known)[*match[i]].row);
                done = update((*known)[*match[i]], episodes[i], after[i], position, counts);
            } else {
                done = insert(episodes[i], position, counts);
            }
            if (!done) return done.error();
        }
        if (whole)
            if (auto done = unlist(*known, seen, counts); !done) return done.error();
        return counts;
    }

  private:
    Status update(const Known& known, const IncomingEpisode& now, const Identity& identity, int position,
                  TakeIn& counts) {
        const std::string meta = episode_to_json(now.episode);
        if (known.meta == meta && known.position == position && known.listed &&
            known.local_transcript == now.local_transcript && known.local_audio == now.local_audio)
            return {};
        if (known.meta != meta) ++counts.changed;
        if (auto done = note_changes(database_, known.row, known.identity, identity, now_); !done) return done;
        auto update = database_.prepare(
            "UPDATE episode SET guid=?, enclosure=?, link=?, title=?, published=?, duration_ms=?, meta=?, position=?, "
            "listed=1, "
            "local_transcript=?, local_audio=? WHERE row=?");
        update.with(identity.guid, identity.enclosure, identity.link, identity.title, identity.published_at,
                    now.episode.duration_ms, meta, position, now.local_transcript, now.local_audio, known.row);
        return update.run();
    }

    Status insert(const IncomingEpisode& now, int position, TakeIn& counts) {
        auto id = insert_episode(database_, show_row_, show_id_, now, position, now_);
        if (!id) return id.error();
        ++counts.fresh;
        counts.fresh_ids.push_back(std::move(*id));
        return {};
    }

    Status unlist(const std::vector<Known>& known, const std::set<std::int64_t>& seen, TakeIn& counts) {
        auto update = database_.prepare("UPDATE episode SET listed=0 WHERE row=?");
        for (const auto& one : known) {
            if (!one.listed || seen.contains(one.row)) continue;
            ++counts.unlisted;
            if (auto done = update.with(one.row).run(); !done) return done;
        }
        return {};
    }

    const Database& database_;
    std::int64_t show_row_;
    std::string show_id_;
    std::int64_t now_;
};

}  // namespace

Identity identity_of(const Episode& e) {
    return {e.guid, e.enclosure ? e.enclosure->url : std::string(), e.link, e.title, e.published_at};
}

Result<std::string> insert_episode(const Database& database, std::int64_t show_row, const std::string& show_id,
                                   const IncomingEpisode& incoming, int position, std::int64_t now) {
    const Identity identity = identity_of(incoming.episode);
    auto id = Namer(database, show_id).name(identity);
    if (!id) return id;
    auto insert = database.prepare(
        "INSERT INTO episode(show, id, guid, enclosure, link, title, published, duration_ms, meta, position, "
        "local_transcript, "
        "local_audio, added_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
    insert.with(show_row, *id, identity.guid, identity.enclosure, identity.link, identity.title, identity.published_at,
                incoming.episode.duration_ms, episode_to_json(incoming.episode), position, incoming.local_transcript,
                incoming.local_audio, now);
    if (auto done = insert.run(); !done) return done.error();
    return id;
}

Result<TakeIn> Archive::take_in(std::int64_t show_row, const Show& show, const std::vector<IncomingEpisode>& episodes,
                                bool whole, const FetchState& fetch, std::int64_t now) {
    EARWITNESS_ARCHIVE_CALL;
    const auto& database = parts_->database;
    Transaction transaction(database);
    if (!transaction.begun()) return transaction.begun().error();
    auto query = database.prepare("SELECT id FROM show WHERE row=?");
    query.with(show_row);
    const std::string show_id = query.next() ? query.text(0) : std::string();
    if (auto done = query.finish(); !done) return done.error();
    if (show_id.empty()) return make_error(ErrorCode::kNotFound, "the show is no longer in the archive; add it again");
    auto update = database.prepare("UPDATE show SET title=?, meta=? WHERE row=?");
    if (auto done = update.with(show.title, show_to_json(show), show_row).run(); !done) return done.error();
    auto counts = Taking(database, show_row, show_id, now).take(episodes, whole);
    if (!counts) return counts.error();
    if (auto done = set_fetch_state(show_row, fetch); !done) return done.error();
    if (auto done = transaction.commit(); !done) return done.error();
    return counts;
}

Result<std::vector<EpisodeRecord>> Archive::episodes(std::string_view show_id) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(
        std::string(kColumns) +
        "WHERE ?1 = '' OR s.id = ?1 ORDER BY s.id, coalesce(e.published, -9e18) DESC, e.position, e.id");
    query.with(show_id);
    std::vector<EpisodeRecord> out;
    while (query.next()) {
        auto record = read_row(query);
        if (!record) return record.error();
        out.push_back(std::move(*record));
    }
    if (auto done = query.finish(); !done) return done.error();
    return out;
}

Result<std::optional<EpisodeRecord>> Archive::find_episode(std::string_view id) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(std::string(kColumns) + "WHERE e.id = ?");
    query.with(id);
    return first_row(query, read_row);
}

Result<std::optional<EpisodeRecord>> Archive::find_episode_by_file(std::string_view path) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(
        std::string(kColumns) +
        "WHERE e.listed = 1 AND (e.local_transcript = ?1 OR e.local_audio = ?1) ORDER BY s.id, e.id");
    query.with(path);
    return first_row(query, read_row);
}

Result<std::vector<EpisodeChange>> Archive::changes() const {
    EARWITNESS_ARCHIVE_CALL;
    std::vector<EpisodeChange> out;
    auto query = parts_->database.prepare(
        "SELECT e.id, c.field, c.before, c.after FROM episode_change c JOIN episode e ON e.row = c.episode ORDER BY "
        "e.id, c.number");
    while (query.next()) out.push_back({query.text(0), query.text(1), query.text(2), query.text(3)});
    if (auto done = query.finish(); !done) return done.error();
    return out;
}

}  // namespace earwitness::store
