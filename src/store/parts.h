// The inside of an Archive, shared by the files that implement it (archive.cc, shows.cc, episodes.cc ...).
#pragma once

#include <mutex>

#include "store/archive.h"
#include "store/database.h"
#include "store/lock.h"
#include "store/named_lock.h"
#include "store/recognise.h"

namespace earwitness::store {

struct Archive::Parts {
    std::filesystem::path folder;
    WriterLock lock;
    Database database;
    mutable std::recursive_mutex mutex;
};

// One call on an Archive at a time; stands first in every method.
#define EARWITNESS_ARCHIVE_CALL const std::lock_guard<std::recursive_mutex> guard(parts_->mutex)

// Writes a stage's row; part of the caller's transaction.
Status put_stage(const Database& database, const StageRecord& record);

// A finished stage, whatever it was before.
Status put_done(const Database& database, std::int64_t episode_row, Stage stage, std::string_view key);

// Forgets a transcript that no episode has any more; the caller holds "transcript/" + key (named_lock.h).
Status drop_unused_transcript(const Database& database, std::string_view key);

// Forgets a medium that no episode has any more; part of the caller's transaction. What was forgotten, for
// delete_media() once that is committed; nothing where it stays or is not known.
Result<std::optional<Medium>> drop_unused_medium(const Database& database, std::string_view sha256);

// The files of media whose rows are gone. A crash before leaves files without rows, which harm nobody.
void delete_media(const std::filesystem::path& folder, const std::vector<Medium>& gone);

// Forgets the index rows of an episode; part of the caller's transaction.
Status drop_index(const Database& database, std::int64_t episode_row);

// Forgets what a language model added to an analysis of another key; part of the caller's transaction.
Status drop_additions_to_another(const Database& database, std::int64_t episode_row, std::string_view analysis_key);

// What an episode is recognised by.
Identity identity_of(const Episode& episode);

// A new row, part of the caller's transaction: its id, made from the title.
Result<std::string> insert_episode(const Database& database, std::int64_t show_row, const std::string& show_id,
                                   const IncomingEpisode& incoming, int position, std::int64_t now);

// Likewise a new show's.
Result<std::string> insert_show(const Database& database, ShowSource source, std::string_view location,
                                std::string_view added_as, const Show& show, std::int64_t now);

}  // namespace earwitness::store
