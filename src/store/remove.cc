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
Status drop_orphans(const Database& database, const Shared& shared, Removal& removal, std::vector<std::string>& files) {
    // Another process may be about to give an episode the very same words.
    for (const auto& key : shared.transcripts) {
        if (auto held = hold_until_commit(database, {"transcript/" + key}); !held) return held;
        if (auto done = drop_unused_transcript(database, key); !done) return done;
    }
    auto query = database.prepare(
        "SELECT path, bytes FROM medium WHERE sha256=?1 AND NOT EXISTS (SELECT 1 FROM episode WHERE audio=?1)");
    auto medium = database.prepare("DELETE FROM medium WHERE sha256=?");
    for (const auto& sha256 : shared.media) {
        if (auto held = hold_until_commit(database, {"medium/" + sha256}); !held) return held;
        query.with(sha256);
        const bool orphan = query.next();
        if (orphan) {
            files.push_back(query.text(0));
            ++removal.media;
            removal.media_bytes += query.integer(1);
        }
        if (auto done = query.finish(); !done) return done;
        if (!orphan) continue;
        if (auto done = medium.with(sha256).run(); !done) return done;
    }
    return {};
}

}  // namespace

Result<Removal> Archive::remove(const char* episodes_of, const char* rows, std::int64_t row) {
    Removal removal;
    std::vector<std::string> files;
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
        if (auto done = drop_orphans(database, shared, removal, files); !done) return done.error();
        if (auto done = transaction.commit(); !done) return done.error();
    }
    // After the rows: a crash in between leaves a file without a row, which harms nobody.
    std::error_code code;
    for (const auto& file : files) std::filesystem::remove(parts_->folder / file, code);
    return removal;
}

Result<Removal> Archive::remove_show(std::int64_t show_row) {
    return remove("SELECT row FROM episode WHERE show=?", "DELETE FROM show WHERE row=?", show_row);
}

Result<Removal> Archive::remove_episode(std::int64_t episode_row) {
    return remove("SELECT row FROM episode WHERE row=?", "DELETE FROM episode WHERE row=?", episode_row);
}

}  // namespace earwitness::store
