#include "queue/fake.h"

namespace earwitness::queue {

class FakeQueue::InHand : public Delivery {
  public:
    InHand(FakeQueue& queue, std::string id, const Open& entry)
        : queue_(queue), id_(std::move(id)), body_(entry.body), tries_(entry.tries) {}
    ~InHand() override { static_cast<void>(later(0).has_value()); }
    const std::string& body() const override { return body_; }
    int tries() const override { return tries_; }
    Status done() override {
        const std::lock_guard guard(queue_.lock_);
        if (!std::exchange(settled_, true)) queue_.open_.erase(id_);
        return {};
    }
    Status later(std::int64_t delay_ms) override {
        const std::lock_guard guard(queue_.lock_);
        if (!std::exchange(settled_, true)) set_visible_in(delay_ms);
        return {};
    }
    Status working() override {
        const std::lock_guard guard(queue_.lock_);
        if (!settled_) set_visible_in(queue_.ack_wait_ms_);
        return {};
    }

  private:
    void set_visible_in(std::int64_t ms) {
        const auto found = queue_.open_.find(id_);
        if (found != queue_.open_.end()) found->second.visible_at_ms = queue_.clock_.now_ms() + ms;
    }

    FakeQueue& queue_;
    const std::string id_, body_;
    const int tries_;
    bool settled_ = false;
};

Result<Put> FakeQueue::put(const Entry& entry) {
    const std::lock_guard guard(lock_);
    return open_.emplace(entry.id, Open{entry.body}).second ? Put::kQueued : Put::kThere;
}

Result<std::unique_ptr<Delivery>> FakeQueue::take(std::int64_t) {
    const std::lock_guard guard(lock_);
    for (auto& [id, entry] : open_) {
        if (entry.visible_at_ms > clock_.now_ms()) continue;
        entry.visible_at_ms = clock_.now_ms() + ack_wait_ms_;
        ++entry.tries;
        return std::unique_ptr<Delivery>(std::make_unique<InHand>(*this, id, entry));
    }
    return std::unique_ptr<Delivery>();
}

Result<std::size_t> FakeQueue::open_entries() {
    const std::lock_guard guard(lock_);
    return open_.size();
}

}  // namespace earwitness::queue
