// Archive: who works on what, where several processes write at once.
#include "store/archive.h"
#include "store/named_lock.h"
#include "store/parts.h"

namespace earwitness::store {

bool Archive::shared() const { return parts_->database.engine() == DatabaseEngine::kPostgres; }

Result<std::optional<Claim>> Archive::claim(std::string_view name) const {
    if (!shared()) return std::optional(Claim());
    EARWITNESS_ARCHIVE_CALL;
    const std::int64_t number = lock_number(name);
    auto lock = parts_->database.prepare("SELECT pg_try_advisory_lock(?)");
    lock.with(number);
    const bool taken = lock.next() && lock.integer(0) == 1;
    if (auto done = lock.finish(); !done) return done.error();
    if (!taken) return std::optional<Claim>();
    return std::optional(Claim([parts_ = parts_.get(), number] {
        EARWITNESS_ARCHIVE_CALL;
        // Fails only where the connection is gone, and the lock with it.
        auto unlock = parts_->database.prepare("SELECT pg_advisory_unlock(?)");
        static_cast<void>(unlock.with(number).run().has_value());
    }));
}

}  // namespace earwitness::store
