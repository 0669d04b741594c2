#include "store/named_lock.h"

#include <set>

#include "base/hash.h"

namespace earwitness::store {

std::int64_t lock_number(std::string_view name) {
    return static_cast<std::int64_t>(std::stoull(base::sha256_hex(name).substr(0, 15), nullptr, 16));
}

Status hold_until_commit(const Database& database, std::initializer_list<std::string> names) {
    if (database.engine() != DatabaseEngine::kPostgres) return {};
    // In one order for everybody: two that want the same two never wait for one another.
    std::set<std::int64_t> numbers;
    for (const auto& name : names) numbers.insert(lock_number(name));
    auto lock = database.prepare("SELECT pg_advisory_xact_lock(?)");
    for (const std::int64_t number : numbers)
        if (auto done = lock.with(number).run(); !done) return done;
    return {};
}

}  // namespace earwitness::store
