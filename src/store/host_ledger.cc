#include "store/host_ledger.h"

#include "store/named_lock.h"
#include "store/postgres.h"

namespace earwitness::store {
namespace {

// No migration makes it: it says nothing that is worth keeping, and a crash of the server may empty it.
constexpr const char* kTable =
    "CREATE UNLOGGED TABLE IF NOT EXISTS fetch_host (host TEXT COLLATE \"C\" PRIMARY KEY, next_at BIGINT NOT NULL)";
constexpr const char* kNow = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

std::int64_t place_number(const std::string& host, int place) {
    return lock_number("host/" + host + "/" + std::to_string(place));
}

}  // namespace

Status HostLedger::connect() {
    if (database_) return {};
    auto database = open_server(folder_);
    if (!database) return database.error();
    {
        Transaction transaction(*database);
        if (!transaction.begun()) return transaction.begun();
        if (auto held = hold_until_commit(*database, {"schema"}); !held) return held;
        if (auto done = database->execute(kTable); !done) return done;
        if (auto done = transaction.commit(); !done) return done;
    }
    database_ = std::move(*database);
    return {};
}

Error HostLedger::lost(Error error) {
    database_.reset();
    held_.clear();
    return error;
}

Result<std::optional<int>> HostLedger::enter(const std::string& host, int places) {
    const std::lock_guard guard(lock_);
    if (auto done = connect(); !done) return done.error();
    for (int place = 0; place < places; ++place) {
        if (held_.contains({host, place})) continue;  // a connection may have its own lock twice
        auto lock = database_->prepare("SELECT pg_try_advisory_lock(?)");
        lock.with(place_number(host, place));
        const bool taken = lock.next() && lock.integer(0) == 1;
        if (auto done = lock.finish(); !done) return lost(done.error());
        if (!taken) continue;
        held_.insert({host, place});
        return std::optional(place);
    }
    return std::optional<int>();
}

Result<std::int64_t> HostLedger::next_start(const std::string& host, std::int64_t interval_ms) {
    const std::lock_guard guard(lock_);
    if (auto done = connect(); !done) return done.error();
    const std::string now = kNow;
    auto query = database_->prepare("INSERT INTO fetch_host AS h (host, next_at) VALUES (?1, " + now +
                                    " + ?2::bigint) ON CONFLICT (host) DO UPDATE SET next_at = greatest(h.next_at, " +
                                    now + ") + ?2::bigint RETURNING next_at - ?2::bigint - " + now);
    query.with(host, interval_ms);
    const std::int64_t wait = query.next() ? query.integer(0) : 0;
    if (auto done = query.finish(); !done) return lost(done.error());
    return std::max<std::int64_t>(wait, 0);
}

void HostLedger::leave(const std::string& host, int place) {
    const std::lock_guard guard(lock_);
    // Not held any more where the connection broke meanwhile.
    if (held_.erase({host, place}) == 0 || !database_) return;
    auto unlock = database_->prepare("SELECT pg_advisory_unlock(?)");
    if (auto done = unlock.with(place_number(host, place)).run(); !done) static_cast<void>(lost(done.error()));
}

}  // namespace earwitness::store
