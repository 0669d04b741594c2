// Work on many items with a fixed number of threads, results handed over in the order of the items: the
// output never depends on the number of threads.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace earwitness::base {

// Pulls items from `next` (called by one thread at a time, ends with nullopt), maps each with `work` on one of
// `jobs` threads, and calls `emit` (one thread at a time) with the results in the items' order. No more than
// 4 * jobs items are held at once, so a stream of any length runs in bounded memory. `work` must not throw.
// Ends early, without emitting more, when `emit` returns false.
template <typename Item, typename Value>
void ordered_parallel(std::size_t jobs, const std::function<std::optional<Item>()>& next,
                      const std::function<Value(Item&&)>& work, const std::function<bool(Value&&)>& emit) {
    std::mutex lock;
    std::condition_variable room;
    std::map<std::size_t, Value> done;
    std::size_t taken = 0, emitted = 0;
    bool ended = false, emitting = false;
    const std::size_t limit = 4 * (jobs == 0 ? 1 : jobs);
    const auto worker = [&] {
        std::unique_lock guard(lock);
        for (;;) {
            room.wait(guard, [&] { return ended || taken - emitted < limit; });
            if (ended) return;
            std::optional<Item> item = next();
            if (!item) {
                ended = true;
                room.notify_all();
                return;
            }
            const std::size_t number = taken++;
            guard.unlock();
            Value value = work(std::move(*item));
            guard.lock();
            done.emplace(number, std::move(value));
            if (emitting) continue;
            emitting = true;
            while (!done.empty() && done.begin()->first == emitted) {
                Value ready = std::move(done.begin()->second);
                done.erase(done.begin());
                guard.unlock();
                const bool go_on = emit(std::move(ready));
                guard.lock();
                ++emitted;
                if (!go_on) {
                    ended = true;
                    done.clear();
                }
                room.notify_all();
            }
            emitting = false;
        }
    };
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < jobs; ++i) threads.emplace_back(worker);
    worker();
}

}  // namespace earwitness::base
