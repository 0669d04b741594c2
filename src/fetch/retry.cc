#include "fetch/retry.h"

#include <algorithm>

#include "fetch/address.h"

namespace earwitness::fetch {
namespace {

constexpr std::int64_t kDeadForMs = 60'000;

}  // namespace

bool sleep_unless_cancelled(base::Clock& clock, std::int64_t duration_ms, const std::atomic<bool>* cancelled) {
    constexpr std::int64_t kSliceMs = 200;
    while (duration_ms > 0) {
        if (cancelled != nullptr && cancelled->load()) return false;
        const std::int64_t slice = cancelled == nullptr ? duration_ms : std::min(duration_ms, kSliceMs);
        clock.sleep_ms(slice);
        duration_ms -= slice;
    }
    return cancelled == nullptr || !cancelled->load();
}

std::int64_t RetryingClient::wait_before_next(const Error& error, int attempt) const {
    if (error.code != ErrorCode::kNetwork && error.code != ErrorCode::kUnavailable) return -1;
    if (attempt >= options_.max_retries) return -1;
    std::int64_t wait = options_.first_retry_ms;
    for (int i = 0; i < attempt && wait < options_.longest_retry_ms; ++i) wait *= 2;
    wait = std::min(wait, options_.longest_retry_ms);
    const std::int64_t asked_ms = error.retry_after_s * 1000;
    if (asked_ms > options_.longest_retry_ms) return -1;
    return std::max(wait, asked_ms);
}

bool RetryingClient::seems_dead(const std::string& host) {
    const std::lock_guard guard(lock_);
    const auto found = dead_until_ms_.find(host);
    return found != dead_until_ms_.end() && clock_.now_ms() < found->second;
}

void RetryingClient::note_outcome(const std::string& host, const Error* error) {
    const std::lock_guard guard(lock_);
    if (error != nullptr && error->code == ErrorCode::kNetwork)
        dead_until_ms_[host] = clock_.now_ms() + kDeadForMs;
    else
        dead_until_ms_.erase(host);
}

template <typename Value, typename Call>
Result<Value> RetryingClient::repeat(const Request& request, const Call& call) {
    const std::string host = origin_of(request.url);
    for (int attempt = 0;; ++attempt) {
        Result<Value> result = call();
        if (result) {
            note_outcome(host, nullptr);
            return result;
        }
        const bool dead = result.error().code == ErrorCode::kNetwork && seems_dead(host);
        const std::int64_t wait = dead ? -1 : wait_before_next(result.error(), attempt);
        if (wait < 0) {
            note_outcome(host, &result.error());
            Error error = result.error();
            if (attempt > 0) error.message += " (tried " + std::to_string(attempt + 1) + " times)";
            return error;
        }
        if (!sleep_unless_cancelled(clock_, wait, request.cancelled))
            return make_error(ErrorCode::kCancelled, result.error().message + " (stopped before the next try)");
    }
}

Result<Response> RetryingClient::get(const Request& request) {
    return repeat<Response>(request, [&] { return client_.get(request); });
}

Result<Response> RetryingClient::post(const Request& request) {
    return repeat<Response>(request, [&] { return client_.post(request); });
}

Result<Download> RetryingClient::download(const Request& request, const std::filesystem::path& path) {
    return repeat<Download>(request, [&] { return client_.download(request, path); });
}

}  // namespace earwitness::fetch
