// What must not happen at once, though several processes write to one archive on a server: locks of the database, by
// name. An archive in SQLite has one writer (lock.h), who has every one of them. Internal to store/.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "store/database.h"

namespace earwitness::store {

// Waits until no other transaction holds any of the names; then they are the caller's until its transaction ends.
Status hold_until_commit(const Database& database, std::initializer_list<std::string> names);

// A name as PostgreSQL's advisory locks have it.
std::int64_t lock_number(std::string_view name);

}  // namespace earwitness::store
