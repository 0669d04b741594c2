#include "fetch/polite.h"

#include <algorithm>

#include "fetch/retry.h"

namespace earwitness::fetch {

std::int64_t PoliteTransport::enter(const std::string& host, bool own_machine) {
    std::unique_lock guard(lock_);
    Host& state = hosts_[host];  // nodes of a map stay where they are
    freed_.wait(guard, [&] { return state.running < max_parallel_; });
    ++state.running;
    if (own_machine) return 0;
    const std::int64_t now = clock_.now_ms();
    const std::int64_t start = std::max(now, state.next_start_ms);
    state.next_start_ms = start + min_interval_ms_;
    return start - now;
}

void PoliteTransport::leave(const std::string& host) {
    {
        const std::lock_guard guard(lock_);
        --hosts_[host].running;
    }
    freed_.notify_all();
}

Result<Reply> PoliteTransport::exchange(const Exchange& exchange, BodySink& sink) {
    const std::string host = exchange.url.host + ":" + std::to_string(exchange.url.port);
    const std::int64_t wait = enter(host, host == exchange.request->private_origin);
    if (!sleep_unless_cancelled(clock_, wait, exchange.request->cancelled)) {
        leave(host);
        return make_error(ErrorCode::kCancelled, printable_url(exchange.url.text) + ": stopped");
    }
    Result<Reply> reply = transport_.exchange(exchange, sink);
    leave(host);
    return reply;
}

}  // namespace earwitness::fetch
