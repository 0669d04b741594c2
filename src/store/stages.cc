// Archive: how far each episode has come.
#include "store/archive.h"
#include "store/parts.h"

namespace earwitness::store {
namespace {

constexpr std::string_view kColumns =
    "SELECT g.episode, e.id, g.stage, g.state, g.key, g.reason, g.attempts, g.retry_at FROM stage g JOIN episode e ON "
    "e.row = g.episode ";

Result<std::vector<StageRecord>> read_rows(Statement query) {
    std::vector<StageRecord> out;
    while (query.next())
        out.push_back({query.integer(0), query.text(1), static_cast<Stage>(query.integer(2)),
                       static_cast<StageState>(query.integer(3)), query.text(4), query.text(5),
                       static_cast<int>(query.integer(6)), query.maybe_integer(7)});
    if (auto done = query.finish(); !done) return done.error();
    return out;
}

}  // namespace

Status put_stage(const Database& database, const StageRecord& r) {
    auto insert = database.prepare(
        "INSERT INTO stage(episode, stage, state, key, reason, attempts, retry_at) VALUES (?,?,?,?,?,?,?) "
        "ON CONFLICT (episode, stage) DO UPDATE SET state=excluded.state, key=excluded.key, reason=excluded.reason, "
        "attempts=excluded.attempts, retry_at=excluded.retry_at");
    return insert
        .with(r.episode_row, static_cast<int>(r.stage), static_cast<int>(r.state), r.key, r.reason, r.attempts,
              r.retry_at)
        .run();
}

Status put_done(const Database& database, std::int64_t episode_row, Stage stage, std::string_view key) {
    StageRecord record;
    record.episode_row = episode_row;
    record.stage = stage;
    record.key = std::string(key);
    return put_stage(database, record);
}

Status Archive::note_stage(const StageRecord& record) {
    EARWITNESS_ARCHIVE_CALL;
    return put_stage(parts_->database, record);
}

Result<std::vector<StageRecord>> Archive::stages(std::int64_t episode_row) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(std::string(kColumns) + "WHERE g.episode=? ORDER BY g.stage");
    query.with(episode_row);
    return read_rows(std::move(query));
}

Result<std::vector<StageRecord>> Archive::open_stages() const {
    EARWITNESS_ARCHIVE_CALL;
    return read_rows(parts_->database.prepare(std::string(kColumns) + "WHERE g.state <> 0 ORDER BY e.id, g.stage"));
}

}  // namespace earwitness::store
