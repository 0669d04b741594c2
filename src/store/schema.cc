#include "store/schema.h"

#include <array>

#include "store/named_lock.h"
#include "store/postgres.h"

namespace earwitness::store {
namespace {

// Each runs once, in order; a released one is never edited. Columns that end in _at are times: they are all that may
// differ between two archives with the same content (dump.cc leaves them out, with the row numbers).
constexpr const char* kFirst = R"sql(
CREATE TABLE show (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    location TEXT NOT NULL,
    added_as TEXT NOT NULL,
    title TEXT NOT NULL,
    meta TEXT NOT NULL,
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    body_sha256 TEXT NOT NULL DEFAULT '',
    gone INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT '',
    added_at INTEGER NOT NULL,
    fetched_at INTEGER,
    next_due_at INTEGER
) STRICT;
CREATE INDEX show_location ON show(location);

CREATE TABLE episode (
    row INTEGER PRIMARY KEY,
    show INTEGER NOT NULL REFERENCES show(row) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    guid TEXT NOT NULL,
    enclosure TEXT NOT NULL,
    link TEXT NOT NULL,
    title TEXT NOT NULL,
    published INTEGER,
    duration_ms INTEGER,
    meta TEXT NOT NULL,
    position INTEGER NOT NULL,
    listed INTEGER NOT NULL DEFAULT 1,
    local_transcript TEXT NOT NULL DEFAULT '',
    local_audio TEXT NOT NULL DEFAULT '',
    transcript TEXT NOT NULL DEFAULT '',
    transcript_url TEXT NOT NULL DEFAULT '',
    chapters TEXT NOT NULL DEFAULT '{}',
    audio TEXT NOT NULL DEFAULT '',
    audio_url TEXT NOT NULL DEFAULT '',
    added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX episode_show ON episode(show);

CREATE TABLE episode_change (
    episode INTEGER NOT NULL REFERENCES episode(row) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (episode, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE transcript (
    key TEXT PRIMARY KEY,
    text_sha256 TEXT NOT NULL,
    language TEXT NOT NULL,
    format TEXT NOT NULL,
    text BLOB NOT NULL,
    layout BLOB NOT NULL
) STRICT;

CREATE TABLE medium (
    sha256 TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    path TEXT NOT NULL
) STRICT;

CREATE TABLE stage (
    episode INTEGER NOT NULL REFERENCES episode(row) ON DELETE CASCADE,
    stage INTEGER NOT NULL,
    state INTEGER NOT NULL,
    key TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    retry_at INTEGER,
    PRIMARY KEY (episode, stage)
) STRICT, WITHOUT ROWID;
CREATE INDEX stage_open ON stage(state) WHERE state <> 0;

CREATE TABLE analysis (
    episode INTEGER PRIMARY KEY REFERENCES episode(row) ON DELETE CASCADE,
    key TEXT NOT NULL,
    transcript TEXT NOT NULL,
    json BLOB NOT NULL
) STRICT;

CREATE TABLE finding (
    episode INTEGER NOT NULL REFERENCES episode(row) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    type TEXT NOT NULL,
    byte_begin INTEGER NOT NULL,
    byte_end INTEGER NOT NULL,
    start_ms INTEGER,
    end_ms INTEGER,
    speaker TEXT NOT NULL,
    score REAL NOT NULL,
    label TEXT NOT NULL,
    words TEXT NOT NULL,
    entities TEXT NOT NULL,
    PRIMARY KEY (episode, kind, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_kind ON finding(kind, type, score);

CREATE TABLE entity (
    id TEXT NOT NULL,
    episode INTEGER NOT NULL REFERENCES episode(row) ON DELETE CASCADE,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    category TEXT NOT NULL,
    salience REAL NOT NULL,
    sponsor_only INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    first_ms INTEGER,
    spans TEXT NOT NULL,
    PRIMARY KEY (id, episode)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_episode ON entity(episode);

CREATE TABLE search_document (
    episode INTEGER PRIMARY KEY REFERENCES episode(row) ON DELETE CASCADE,
    words INTEGER NOT NULL,
    data BLOB NOT NULL,
    terms BLOB NOT NULL
) STRICT;

CREATE TABLE posting (
    term TEXT NOT NULL,
    episode INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (term, episode)
) STRICT, WITHOUT ROWID;
)sql";

// Imported pages. `notes` is JSON: [[code, message, line]].
constexpr const char* kPages = R"sql(
CREATE TABLE page (
    row INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,
    episode INTEGER NOT NULL REFERENCES episode(row) ON DELETE CASCADE,
    joined_by TEXT NOT NULL,
    source_sha256 TEXT NOT NULL,
    mended INTEGER NOT NULL,
    notes TEXT NOT NULL,
    text TEXT NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX page_episode ON page(episode);
CREATE INDEX page_source ON page(source_sha256);
)sql";

// What a language model added to an analysis, which `analysis` names by its key: `json` is what is published (the value
// of its "llm"), of `added` things, and `sha256` its hash; `refused` is kept for inspection alone, [[kind, reason,
// text, detail]].
constexpr const char* kAdditions = R"sql(
CREATE TABLE addition (
    episode INTEGER PRIMARY KEY REFERENCES episode(row) ON DELETE CASCADE,
    analysis TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    added INTEGER NOT NULL,
    json BLOB NOT NULL,
    refused BLOB NOT NULL
) STRICT;
)sql";

// What the statements of store/ call and PostgreSQL has under other names.
constexpr const char* kPostgresFunctions = R"sql(
CREATE OR REPLACE FUNCTION instr(TEXT, TEXT) RETURNS INT LANGUAGE SQL IMMUTABLE AS 'SELECT strpos($1, $2)';
CREATE OR REPLACE FUNCTION hex(BYTEA) RETURNS TEXT LANGUAGE SQL IMMUTABLE AS 'SELECT upper(encode($1, ''hex''))';
)sql";

constexpr std::array<const char*, 3> kMigrations = {kFirst, kPages, kAdditions};

}  // namespace

int schema_version() { return static_cast<int>(kMigrations.size()); }

Result<int> read_schema_version(const Database& database) {
    if (database.engine() == DatabaseEngine::kPostgres) {
        // Not by to_regclass(), which may remember that it was not there before another process made it.
        auto there = database.prepare(
            "SELECT 1 FROM pg_tables WHERE tablename='schema_version' AND schemaname=current_schema()");
        const bool known = there.next();
        if (auto done = there.finish(); !done) return done.error();
        if (!known) return 0;
    }
    auto query = database.prepare(database.engine() == DatabaseEngine::kPostgres ? "SELECT version FROM schema_version"
                                                                                 : "PRAGMA user_version");
    const int version = query.next() ? static_cast<int>(query.integer(0)) : 0;
    if (auto done = query.finish(); !done) return done.error();
    return version;
}

Status migrate(const Database& database) {
    auto version = read_schema_version(database);
    if (!version) return version.error();
    if (*version == schema_version()) return {};
    if (*version > schema_version() || *version < 0)
        return make_error(
            ErrorCode::kCorrupt,
            database.path() + ": its schema is version " + std::to_string(*version) + ", this earwitness knows 1 to " +
                std::to_string(schema_version()) +
                "; it was made by a newer earwitness: install that one, or give another folder with --archive");
    if (database.read_only())
        return make_error(ErrorCode::kIo, database.path() + ": its schema is version " + std::to_string(*version) +
                                              ", and bringing it to " + std::to_string(schema_version()) +
                                              " needs leave to write there; run any command as a user who has it "
                                              "(`earwitness show` does), or copy the folder and name the copy with "
                                              "--archive");
    Transaction transaction(database);
    if (!transaction.begun()) return transaction.begun();
    if (auto held = hold_until_commit(database, {"schema"}); !held) return held;
    // Another process may have migrated while this one waited.
    version = read_schema_version(database);
    if (!version) return version.error();
    const bool postgres = database.engine() == DatabaseEngine::kPostgres;
    for (int next = *version; next < schema_version(); ++next) {
        const std::string sql = kMigrations[static_cast<std::size_t>(next)];
        if (auto done = database.execute(postgres ? postgres_tables(sql) : sql); !done) return done;
    }
    const std::string number = std::to_string(schema_version());
    if (postgres)
        if (auto done = database.execute(kPostgresFunctions); !done) return done;
    if (auto done =
            database.execute(postgres ? "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL); DELETE "
                                        "FROM schema_version; INSERT INTO schema_version VALUES (" +
                                            number + ")"
                                      : "PRAGMA user_version = " + number);
        !done)
        return done;
    return transaction.commit();
}

}  // namespace earwitness::store
