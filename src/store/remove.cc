// Archive: forgetting a show or an episode with all that was made of it.
#include <set>

#include "store/archive.h"
#include "store/named_lock.h"
#include "store/parts.h"

namespace earwitness::store {
namespace {

// What an episode's row points to, which goes where no other episode has it.
struct Shared {
    std::set<std::string> transcripts, media;
};

Status count_and_unindex(const Database& database, std::int64_t episode, Shared& shared, Removal& removal) {
    auto query = database.prepare(
        "SELECT transcript, audio, (SELECT count(*) FROM page WHERE page.episode = episode.row) FROM episode WHERE "
        "row=?");
    query.with(episode);
    if (query.next()) {
        if (!query.view(0).empty()) shared.transcripts.insert(query.text(0));
        if (!query.view(1).empty()) shared.media.insert(query.text(1));
        ++removal.episodes;
        removal.pages += static_cast<std::size_t>(query.integer(2));
    }
    if (auto done = query.finish(); !done) return done;
    return drop_index(database, episode);
}

// Takes the rows that nobody points to any more; the files of media are the caller's.
Status drop_orphans(const Database& database, const Shared& shared, Removal& removal, std::vector<Medium>& gone) {
    // Another process may be about to give an episode the very same words.
    for (const auto& key : shared.transcripts) {
        if (auto held = hold_until_commit(database, {"transcript/" + key}); !held) return held;
        if (auto done = drop_unused_transcript(database, key); !done) return done;
    }
    for (const auto& sha256 : shared.media) {
        auto dropped = drop_unused_medium(database, sha256);
        if (!dropped) return dropped.error();
        if (!*dropped) continue;
        ++removal.media;
        removal.media_bytes += (*dropped)->bytes;
        gone.push_back(std::move(**dropped));
    }
    return {};
}

}  // namespace

Result<Removal> Archive::remove(const char* episodes_of, const char* rows, std::int64_t row) {
    Removal removal;
    std::vector<Medium> gone;
    {
        EARWITNESS_ARCHIVE_CALL;
        const auto& database = parts_->database;
        Transaction transaction(database);
        if (!transaction.begun()) return transaction.begun().error();
        std::vector<std::int64_t> episodes;
        auto query = database.prepare(episodes_of);
        query.with(row);
        while (query.next()) episodes.push_back(query.integer(0));
        if (auto done = query.finish(); !done) return done.error();
        Shared shared;
        for (const auto episode : episodes)
            if (auto done = count_and_unindex(database, episode, shared, removal); !done) return done.error();
        auto remove = database.prepare(rows);
        if (auto done = remove.with(row).run(); !done) return done.error();
        if (auto done = drop_orphans(database, shared, removal, gone); !done) return done.error();
        if (auto done = transaction.commit(); !done) return done.error();
    }
    delete_media(parts_->folder, gone);
    return removal;
}

Result<Removal> Archive::remove_show(std::int64_t show_row) {
    return remove("SELECT row FROM episode WHERE show=?", "DELETE FROM show WHERE row=?", show_row);
}

Result<Removal> Archive::remove_episode(std::int64_t episode_row) {
    return remove("SELECT row FROM episode WHERE row=?", "DELETE FROM episode WHERE row=?", episode_row);
}

}  // namespace earwitness::store
