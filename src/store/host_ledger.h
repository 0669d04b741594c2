// When a request to a host may go out, for all processes that share an archive on a server: in its database, so that
// politeness holds over all of them. A place at a host is a lock of the connection, which ends with the process however
// that ends; the time of the next request is a row, by the server's clock. Used by pipeline/.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "earwitness/result.h"
#include "store/database.h"

namespace earwitness::store {

// Threads: any number may call at once. A connection that broke is made anew by the next call; kUnavailable where that
// fails.
class HostLedger {
  public:
    // Of the archive in this folder; the first call connects.
    explicit HostLedger(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // A free place of `places`, held until leave(); nothing where all are taken.
    Result<std::optional<int>> enter(const std::string& host, int places);
    // Milliseconds until the next request may go; the one behind it then waits `interval_ms` longer.
    Result<std::int64_t> next_start(const std::string& host, std::int64_t interval_ms);
    void leave(const std::string& host, int place);

  private:
    Status connect();
    // Forgets a connection that failed, and with it all places that it held.
    Error lost(Error error);

    const std::filesystem::path folder_;
    std::mutex lock_;
    std::optional<Database> database_;
    std::set<std::pair<std::string, int>> held_;
};

}  // namespace earwitness::store
