#include "fetch/polite.h"

#include <algorithm>

#include "fetch/retry.h"

namespace earwitness::fetch {

Result<Turn> OwnPoliteness::enter(const std::string& host, Pace pace) {
    std::unique_lock guard(lock_);
    Host& state = hosts_[host];  // nodes of a map stay where they are
    freed_.wait(guard, [&] { return state.running < max_parallel_; });
    ++state.running;
    if (pace == Pace::kFree) return Turn{true, 0, 0};
    const std::int64_t now = clock_.now_ms();
    const std::int64_t start = std::max(now, state.next_start_ms);
    state.next_start_ms = start + min_interval_ms_;
    return Turn{true, start - now, 0};
}

void OwnPoliteness::leave(const std::string& host, int) {
    {
        const std::lock_guard guard(lock_);
        --hosts_[host].running;
    }
    freed_.notify_all();
}

Result<Reply> PoliteTransport::exchange(const Exchange& exchange, BodySink& sink) {
    const std::string host = exchange.url.host + ":" + std::to_string(exchange.url.port);
    const Pace pace = host == exchange.request->private_origin ? Pace::kFree : Pace::kPolite;
    Politeness& politeness = exchange.post ? own_ : shared_;
    for (;;) {
        const Result<Turn> turn = politeness.enter(host, pace);
        if (!turn) return in_context(printable_url(exchange.url.text), turn.error());
        const bool go_on = sleep_unless_cancelled(clock_, turn->wait_ms, exchange.request->cancelled);
        if (turn->granted && go_on) {
            Result<Reply> reply = transport_.exchange(exchange, sink);
            politeness.leave(host, turn->place);
            return reply;
        }
        if (turn->granted) politeness.leave(host, turn->place);
        if (!go_on) return make_error(ErrorCode::kCancelled, printable_url(exchange.url.text) + ": stopped");
    }
}

}  // namespace earwitness::fetch
