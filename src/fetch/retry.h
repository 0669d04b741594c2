// HttpClient that asks again after kNetwork and kUnavailable: after 1, 2, 4 ... seconds without jitter, or when the
// server said, if that is not too far away. A host that gave no answer to a whole row of tries gets single tries for a
// minute, so that a dead host (or no network at all) does not cost each of its files the whole row. Internal to fetch/.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "fetch/http.h"

namespace earwitness::fetch {

class RetryingClient : public HttpClient {
  public:
    // Both must outlive it.
    RetryingClient(HttpClient& client, base::Clock& clock, const ClientOptions& options)
        : client_(client), clock_(clock), options_(options) {}

    Result<Response> get(const Request& request) override;
    Result<Response> post(const Request& request) override;
    Result<Download> download(const Request& request, const std::filesystem::path& path) override;

  private:
    // How long to wait before attempt number `attempt` + 1; -1 = do not.
    std::int64_t wait_before_next(const Error& error, int attempt) const;
    bool seems_dead(const std::string& host);
    void note_outcome(const std::string& host, const Error* error);
    template <typename Value, typename Call>
    Result<Value> repeat(const Request& request, const Call& call);

    HttpClient& client_;
    base::Clock& clock_;
    const ClientOptions options_;
    std::mutex lock_;
    std::map<std::string, std::int64_t> dead_until_ms_;
};

// Sleeps on the clock, in slices, so that a user who cancels need not wait. False where cancelled.
bool sleep_unless_cancelled(base::Clock& clock, std::int64_t duration_ms, const std::atomic<bool>* cancelled);

}  // namespace earwitness::fetch
