// Archive: the logical content as lines, and the health check.
#include <vector>

#include "base/hash.h"
#include "base/inflate.h"
#include "store/archive.h"
#include "store/parts.h"
#include "store/schema.h"

namespace earwitness::store {
namespace {

// What is dumped of each table: everything but times, row numbers (episodes are named by their id) and the history of
// attempts. Columns that are packed are unpacked, since another zlib may pack otherwise.
constexpr const char* kQueries[] = {
    "SELECT 'show', id, source, location, added_as, title, meta, etag, last_modified, body_sha256, gone FROM show "
    "ORDER BY id",
    "SELECT 'episode', id, guid, enclosure, link, title, published, duration_ms, meta, position, listed, "
    "local_transcript, local_audio, "
    "transcript, transcript_url, chapters, audio, audio_url FROM episode ORDER BY id",
    "SELECT 'page', p.file, e.id, p.joined_by, p.source_sha256, p.mended, p.notes, p.text FROM page p JOIN episode e "
    "ON "
    "e.row=p.episode ORDER BY p.file",
    "SELECT 'change', e.id, c.number, c.field, c.before, c.after FROM episode_change c JOIN episode e ON "
    "e.row=c.episode ORDER BY e.id, c.number",
    "SELECT 'stage', e.id, g.stage, g.state, g.key, g.reason FROM stage g JOIN episode e ON e.row=g.episode ORDER BY "
    "e.id, g.stage",
    "SELECT 'medium', sha256, type, bytes, path FROM medium ORDER BY sha256",
    "SELECT 'finding', e.id, f.kind, f.number, f.type, f.byte_begin, f.byte_end, f.start_ms, f.end_ms, f.speaker, "
    "f.score, f.label, f.words, "
    "f.entities FROM finding f JOIN episode e ON e.row=f.episode ORDER BY e.id, f.kind, f.number",
    "SELECT 'entity', n.id, e.id, n.name, n.type, n.category, n.salience, n.sponsor_only, n.mentions, n.first_ms, "
    "n.spans "
    "FROM entity n JOIN episode e ON e.row=n.episode ORDER BY n.id, e.id",
    "SELECT 'posting', p.term, e.id, hex(p.data) FROM posting p JOIN episode e ON e.row=p.episode ORDER BY p.term, "
    "e.id",
};
constexpr const char* kPacked[] = {
    "SELECT 'transcript', key, text_sha256, language, format, text, layout FROM transcript ORDER BY key",
    "SELECT 'analysis', e.id, a.key, a.transcript, a.json FROM analysis a JOIN episode e ON e.row=a.episode ORDER BY "
    "e.id",
    "SELECT 'addition', e.id, m.analysis, m.sha256, m.provider, m.model, m.added, m.json, m.refused FROM addition m "
    "JOIN episode e ON e.row=m.episode ORDER BY e.id",
    "SELECT 'search_document', e.id, d.words, d.terms, d.data FROM search_document d JOIN episode e ON e.row=d.episode "
    "ORDER BY e.id",
};

// One line a row: tabs between, line breaks and tabs inside values escaped.
void append_value(std::string& line, std::string_view value) {
    if (!line.empty()) line += '\t';
    for (const char c : value) {
        if (c == '\n')
            line += "\\n";
        else if (c == '\t')
            line += "\\t";
        else if (c == '\\')
            line += "\\\\";
        else
            line += c;
    }
}

// A packed value by the hash of what is in it: a dump is for comparing.
std::string unpacked_hash(std::string_view value) {
    auto text = base::inflate_bytes(value, std::size_t{1} << 30);
    return "sha256:" + base::sha256_hex(text ? std::string_view(*text) : value);
}

Status dump_query(const Database& database, const char* sql, int columns, int first_packed,
                  const std::function<void(std::string_view)>& out) {
    auto query = database.prepare(sql);
    while (query.next()) {
        std::string line;
        for (int i = 0; i < columns; ++i)
            append_value(line, first_packed >= 0 && i >= first_packed ? unpacked_hash(query.view(i)) : query.text(i));
        out(line);
    }
    return query.finish();
}

Result<std::size_t> count(const Database& database, const char* table) {
    auto query = database.prepare(std::string("SELECT count(*) FROM ") + table);
    const std::size_t number = query.next() ? static_cast<std::size_t>(query.integer(0)) : 0;
    if (auto done = query.finish(); !done) return done.error();
    return number;
}

void add_problems(const Database& database, const char* sql, std::vector<std::string>& problems) {
    auto query = database.prepare(sql);
    while (query.next())
        if (query.view(0) != "ok") problems.push_back(query.text(0));
    if (auto done = query.finish(); !done) problems.push_back(done.error().message);
}

}  // namespace

Status Archive::dump(const std::function<void(std::string_view)>& out) const {
    EARWITNESS_ARCHIVE_CALL;
    constexpr int kColumns[] = {11, 18, 8, 6, 6, 5, 14, 11, 4}, kPackedColumns[] = {7, 5, 9, 5},
                  kFirstPacked[] = {5, 4, 7, 3};
    for (std::size_t i = 0; i < std::size(kQueries); ++i)
        if (auto done = dump_query(parts_->database, kQueries[i], kColumns[i], -1, out); !done) return done;
    for (std::size_t i = 0; i < std::size(kPacked); ++i)
        if (auto done = dump_query(parts_->database, kPacked[i], kPackedColumns[i], kFirstPacked[i], out); !done)
            return done;
    return {};
}

Result<Archive::Health> Archive::check() const {
    EARWITNESS_ARCHIVE_CALL;
    const auto& database = parts_->database;
    Health health;
    std::error_code code;
    health.schema = schema_version();
    const bool postgres = database.engine() == DatabaseEngine::kPostgres;
    if (postgres) {
        auto size = database.prepare("SELECT pg_database_size(current_database())");
        health.database_bytes = size.next() ? size.integer(0) : 0;
    } else {
        health.database_bytes =
            static_cast<std::int64_t>(std::filesystem::file_size(parts_->folder / "archive.db", code));
    }
    const std::pair<const char*, std::size_t*> tables[] = {
        {"show", &health.shows},        {"episode", &health.episodes},        {"transcript", &health.transcripts},
        {"analysis", &health.analyses}, {"search_document", &health.indexed}, {"medium", &health.media},
        {"page", &health.pages}};
    for (const auto& [table, number] : tables) {
        auto rows = count(database, table);
        if (!rows) return rows.error();
        *number = *rows;
    }
    if (!postgres) {  // which looks after both by itself
        add_problems(database, "PRAGMA integrity_check(20)", health.problems);
        add_problems(database,
                     "SELECT 'broken reference in table ' || \"table\" FROM pragma_foreign_key_check LIMIT 20",
                     health.problems);
    }
    add_problems(database,
                 "SELECT 'episode ' || id || ': its transcript is missing' FROM episode WHERE transcript <> '' AND "
                 "transcript NOT IN "
                 "(SELECT key FROM transcript) LIMIT 20",
                 health.problems);
    auto media = database.prepare("SELECT path, bytes FROM medium ORDER BY path");
    while (media.next()) {
        const auto size = std::filesystem::file_size(parts_->folder / media.text(0), code);
        if (code)
            health.problems.push_back(media.text(0) + ": is missing");
        else if (static_cast<std::int64_t>(size) != media.integer(1))
            health.problems.push_back(media.text(0) + ": has another size than when it was kept");
    }
    if (auto done = media.finish(); !done) return done.error();
    return health;
}

}  // namespace earwitness::store
