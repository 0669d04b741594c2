#include "queue/nats.h"

#include <nats/nats.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>

namespace earwitness::queue {
namespace {

constexpr std::int64_t kNanosecondsInMs = 1'000'000;
constexpr std::int64_t kReconnectEveryMs = 500;
constexpr std::int64_t kDuplicateWindowMs = 1'000;
constexpr const char* kConsumer = "workers";

template <auto destroy>
struct Destroy {
    template <typename T>
    void operator()(T* thing) const {
        destroy(thing);
    }
};
using Connection = std::unique_ptr<natsConnection, Destroy<natsConnection_Destroy>>;
using Options = std::unique_ptr<natsOptions, Destroy<natsOptions_Destroy>>;
using Stream = std::unique_ptr<jsCtx, Destroy<jsCtx_Destroy>>;
using Subscription = std::unique_ptr<natsSubscription, Destroy<natsSubscription_Destroy>>;
using ConsumerInfo = std::unique_ptr<jsConsumerInfo, Destroy<jsConsumerInfo_Destroy>>;
using Message = std::unique_ptr<natsMsg, Destroy<natsMsg_Destroy>>;

// Without its password: the name stands in messages.
std::string printable(std::string_view url) {
    std::string out;
    while (!url.empty()) {
        const std::size_t comma = std::min(url.find(','), url.size());
        std::string_view one = url.substr(0, comma);
        url.remove_prefix(std::min(comma + 1, url.size()));
        const std::size_t slashes = one.find("://"), at = one.rfind('@');
        const std::size_t begin = slashes == std::string_view::npos ? 0 : slashes + 3;
        if (!out.empty()) out += ',';
        out += one.substr(0, begin);
        out += one.substr(at == std::string_view::npos || at < begin ? begin : at + 1);
    }
    return out;
}

Error failure(const std::string& name, std::string_view doing, natsStatus status) {
    const char* detail = nats_GetLastError(nullptr);
    std::string message = name + ": " + std::string(doing) + ": " + natsStatus_GetText(status);
    if (detail != nullptr && *detail != '\0') message += " (" + std::string(detail) + ")";
    if (status == NATS_CONNECTION_AUTH_FAILED || status == NATS_NOT_PERMITTED)
        return make_error(ErrorCode::kRefused, message + "; check user and password in [queue] url");
    if (status == NATS_INVALID_ARG || status == NATS_ADDRESS_MISSING)
        return make_error(ErrorCode::kInvalidArgument, message + "; check [queue] url in earwitness.toml");
    if (status == NATS_NO_RESPONDERS)
        return make_error(
            ErrorCode::kUnavailable,
            message + "; JetStream does not answer: the server is starting, or runs without it (start it with -js)");
    return make_error(ErrorCode::kUnavailable, message + "; see that nats-server runs there (with -js)");
}

// Entries that were given back for later. nats-server 2.9 never gives one out again that was put off by itself
// (a negative acknowledgement with a delay, in a work queue), so they stay in hand here until it is time.
class Postponed {
  public:
    explicit Postponed(std::int64_t ack_wait_ms) : said_every_(std::max<std::int64_t>(ack_wait_ms / 3, 50)) {}
    ~Postponed() {
        for (auto& one : list_) natsMsg_Nak(one.message.get(), nullptr);
    }
    void put(Message message, std::int64_t delay_ms) {
        const std::lock_guard guard(lock_);
        const auto now = Clock::now();
        list_.push_back({std::move(message), now + std::chrono::milliseconds(delay_ms), now});
    }
    // Gives back what is due, and says of the rest that it is in hand. To be called often.
    void look() {
        const std::lock_guard guard(lock_);
        const auto now = Clock::now();
        std::erase_if(list_, [&](One& one) {
            if (one.due <= now) return natsMsg_Nak(one.message.get(), nullptr) == NATS_OK;
            if (now - one.said >= said_every_ && natsMsg_InProgress(one.message.get(), nullptr) == NATS_OK)
                one.said = now;
            return false;
        });
    }

  private:
    using Clock = std::chrono::steady_clock;
    struct One {
        Message message;
        Clock::time_point due, said;
    };
    const std::chrono::milliseconds said_every_;
    std::mutex lock_;
    std::vector<One> list_;
};

class NatsDelivery : public Delivery {
  public:
    NatsDelivery(Message message, std::string name, std::shared_ptr<Postponed> postponed)
        : message_(std::move(message)), name_(std::move(name)), postponed_(std::move(postponed)) {
        body_.assign(natsMsg_GetData(message_.get()), static_cast<std::size_t>(natsMsg_GetDataLength(message_.get())));
        jsMsgMetaData* meta = nullptr;
        if (natsMsg_GetMetaData(&meta, message_.get()) == NATS_OK) tries_ = static_cast<int>(meta->NumDelivered);
        jsMsgMetaData_Destroy(meta);
    }
    ~NatsDelivery() override { static_cast<void>(later(0).has_value()); }
    const std::string& body() const override { return body_; }
    int tries() const override { return tries_; }
    Status done() override {
        return settle([&] { return natsMsg_AckSync(message_.get(), nullptr, nullptr); });
    }
    Status later(std::int64_t delay_ms) override {
        if (delay_ms <= 0) return settle([&] { return natsMsg_Nak(message_.get(), nullptr); });
        return settle([&] {
            postponed_->put(std::move(message_), delay_ms);
            return NATS_OK;
        });
    }
    Status working() override {
        const std::lock_guard guard(lock_);
        if (settled_) return {};
        const natsStatus status = natsMsg_InProgress(message_.get(), nullptr);
        return status == NATS_OK ? Status() : Status(failure(name_, "saying that work goes on", status));
    }

  private:
    template <typename Say>
    Status settle(const Say& say) {
        const std::lock_guard guard(lock_);
        if (settled_) return {};
        settled_ = true;
        const natsStatus status = say();
        return status == NATS_OK ? Status() : Status(failure(name_, "acknowledging", status));
    }

    Message message_;
    std::string name_, body_;
    std::shared_ptr<Postponed> postponed_;
    int tries_ = 1;
    std::mutex lock_;
    bool settled_ = false;
};

class NatsQueue : public Queue {
  public:
    explicit NatsQueue(const NatsOptions& options)
        : options_(options),
          name_(printable(options.url)),
          postponed_(std::make_shared<Postponed>(options.ack_wait_ms)) {}
    // What waits for later is given back while there is a connection.
    ~NatsQueue() override { postponed_.reset(); }

    Status open() {
        if (auto done = connect(); !done) return done;
        if (auto done = make_stream(); !done) return done;
        if (auto done = make_consumer(); !done) return done;
        return forget_remains();
    }

    Result<Put> put(const Entry& entry) override {
        // One subject an entry, of which the stream keeps one: what is open is not queued again, however old it is.
        const std::string subject = options_.stream + "." + entry.kind + "." + entry.id;
        jsPubOptions how;
        jsPubOptions_Init(&how);
        how.MsgId = entry.id.c_str();
        how.MaxWait = options_.answer_wait_ms;
        jsPubAck* ack = nullptr;
        jsErrCode code{};
        const natsStatus status = js_Publish(&ack, stream_.get(), subject.c_str(), entry.body.data(),
                                             static_cast<int>(entry.body.size()), &how, &code);
        const bool duplicate = status == NATS_OK && ack != nullptr && ack->Duplicate;
        jsPubAck_Destroy(ack);
        if (duplicate) return Put::kThere;
        if (status == NATS_OK) return Put::kQueued;
        const char* detail = nats_GetLastError(nullptr);
        if (code == JSStreamStoreFailedErr && detail != nullptr &&
            std::string_view(detail).find("per subject") != std::string_view::npos)
            return Put::kThere;
        return failure(name_, "queueing", status);
    }

    Result<std::unique_ptr<Delivery>> take(std::int64_t wait_ms) override {
        postponed_->look();
        natsMsgList list{};
        const natsStatus status = natsSubscription_Fetch(&list, subscription_.get(), 1, wait_ms, nullptr);
        std::unique_ptr<Delivery> taken;
        if (status == NATS_OK && list.Count == 1) {
            taken = std::make_unique<NatsDelivery>(Message(list.Msgs[0]), name_, postponed_);
            list.Msgs[0] = nullptr;
        }
        natsMsgList_Destroy(&list);
        if (taken) return taken;
        if (natsConnection_Status(connection_.get()) != NATS_CONN_STATUS_CONNECTED)
            return make_error(ErrorCode::kUnavailable, name_ + ": the broker does not answer; it is tried again");
        if (status == NATS_OK || status == NATS_TIMEOUT) return taken;
        return failure(name_, "taking work", status);
    }

    Result<std::size_t> open_entries() override {
        const auto info = consumer();
        if (!info) return info.error();
        return static_cast<std::size_t>((*info)->NumPending) + static_cast<std::size_t>((*info)->NumAckPending);
    }

  private:
    Status connect() {
        natsOptions* raw = nullptr;
        if (natsOptions_Create(&raw) != NATS_OK) return make_error(ErrorCode::kIo, "no memory for a connection");
        const Options how(raw);
        std::vector<std::string> urls;
        std::vector<const char*> pointers;
        for (std::string_view rest = options_.url; !rest.empty();) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            if (comma > 0) urls.emplace_back(rest.substr(0, comma));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        for (const auto& url : urls) pointers.push_back(url.c_str());
        natsOptions_SetName(raw, "earwitness");
        natsOptions_SetMaxReconnect(raw, -1);
        natsOptions_SetReconnectWait(raw, kReconnectEveryMs);
        natsOptions_SetTimeout(raw, options_.answer_wait_ms);
        if (options_.url.starts_with("tls://")) natsOptions_SetSecure(raw, true);
        natsStatus status = natsOptions_SetServers(raw, pointers.data(), static_cast<int>(pointers.size()));
        natsConnection* connection = nullptr;
        if (status == NATS_OK) status = natsConnection_Connect(&connection, raw);
        connection_.reset(connection);
        if (status != NATS_OK) return failure(name_, "connecting", status);
        jsOptions wait;
        jsOptions_Init(&wait);
        wait.Wait = options_.answer_wait_ms;
        jsCtx* stream = nullptr;
        status = natsConnection_JetStream(&stream, connection_.get(), &wait);
        stream_.reset(stream);
        return status == NATS_OK ? Status() : Status(failure(name_, "opening JetStream", status));
    }

    Status make_stream() {
        jsStreamConfig config;
        jsStreamConfig_Init(&config);
        const std::string subject = options_.stream + ".*.*";
        const char* subjects[] = {subject.c_str()};
        config.Name = options_.stream.c_str();
        config.Subjects = subjects;
        config.SubjectsLen = 1;
        config.Retention = js_WorkQueuePolicy;
        config.Storage = js_FileStorage;
        config.Discard = js_DiscardNew;
        config.MaxMsgsPerSubject = 1;
        config.DiscardNewPerSubject = true;
        // That is what keeps an entry single while it is open. What a killed broker forgot may be queued again at once.
        config.Duplicates = kDuplicateWindowMs * kNanosecondsInMs;
        jsErrCode code{};
        natsStatus status = js_AddStream(nullptr, stream_.get(), &config, nullptr, &code);
        // It is there, made by an earlier version.
        if (code == JSStreamNameExistErr) status = js_UpdateStream(nullptr, stream_.get(), &config, nullptr, &code);
        return status == NATS_OK ? Status() : Status(failure(name_, "making the stream " + options_.stream, status));
    }

    Status make_consumer() {
        jsConsumerConfig config;
        jsConsumerConfig_Init(&config);
        config.Durable = kConsumer;
        config.AckPolicy = js_AckExplicit;
        config.AckWait = options_.ack_wait_ms * kNanosecondsInMs;
        config.MaxDeliver = -1;     // who is taken too often is told by Delivery::tries()
        config.MaxAckPending = -1;  // as many workers as there are
        jsErrCode code{};
        natsStatus status = js_AddConsumer(nullptr, stream_.get(), options_.stream.c_str(), &config, nullptr, &code);
        if (status != NATS_OK) return failure(name_, "making the consumer", status);
        jsSubOptions how;
        jsSubOptions_Init(&how);
        how.Stream = options_.stream.c_str();
        how.Consumer = kConsumer;
        natsSubscription* subscription = nullptr;
        status = js_PullSubscribe(&subscription, stream_.get(), nullptr, nullptr, nullptr, &how, &code);
        subscription_.reset(subscription);
        return status == NATS_OK ? Status() : Status(failure(name_, "subscribing", status));
    }

    Result<ConsumerInfo> consumer() {
        jsConsumerInfo* info = nullptr;
        jsErrCode code{};
        const natsStatus status =
            js_GetConsumerInfo(&info, stream_.get(), options_.stream.c_str(), kConsumer, nullptr, &code);
        if (status != NATS_OK) return failure(name_, "asking how much is queued", status);
        return ConsumerInfo(info);
    }

    // A broker that was killed may remember that an entry was acknowledged and have it still. Nobody would be given it
    // any more, and none of its name could be queued.
    Status forget_remains() {
        const auto info = consumer();
        if (!info) return info.error();
        if ((*info)->AckFloor.Stream == 0) return {};
        jsOptions how;
        jsOptions_Init(&how);
        how.Stream.Purge.Sequence = (*info)->AckFloor.Stream + 1;
        jsErrCode code{};
        const natsStatus status = js_PurgeStream(stream_.get(), options_.stream.c_str(), &how, &code);
        return status == NATS_OK ? Status() : Status(failure(name_, "forgetting what is done", status));
    }

    const NatsOptions options_;
    const std::string name_;
    Connection connection_;  // outlives what is made of it
    Stream stream_;
    Subscription subscription_;
    std::shared_ptr<Postponed> postponed_;  // deliveries have it, too
};

}  // namespace

Result<std::unique_ptr<Queue>> connect_nats(const NatsOptions& options) {
    auto queue = std::make_unique<NatsQueue>(options);
    if (auto done = queue->open(); !done) return done.error();
    return std::unique_ptr<Queue>(std::move(queue));
}

}  // namespace earwitness::queue
