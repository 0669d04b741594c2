// Politeness over all processes that share an archive on a server.
#pragma once

#include "fetch/politeness.h"
#include "store/host_ledger.h"

namespace earwitness::pipeline {

class SharedPoliteness : public fetch::Politeness {
  public:
    SharedPoliteness(const std::filesystem::path& archive_folder, std::int64_t min_interval_ms, int max_parallel)
        : ledger_(archive_folder), min_interval_ms_(min_interval_ms), max_parallel_(max_parallel) {}

    Result<fetch::Turn> enter(const std::string& host, fetch::Pace pace) override;
    void leave(const std::string& host, int place) override { ledger_.leave(host, place); }

  private:
    store::HostLedger ledger_;
    const std::int64_t min_interval_ms_;
    const int max_parallel_;
};

}  // namespace earwitness::pipeline
