// How often and when a failing server is asked again, and how gently a working one. Time is a ManualClock.
#include "fetch/retry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "fetch/fake.h"
#include "fetch/polite.h"

namespace earwitness::fetch {
namespace {

constexpr char kUrl[] = "http://a.example/feed";

Error busy(std::int64_t retry_after_s) {
    Error error = make_error(ErrorCode::kUnavailable, "busy");
    error.retry_after_s = retry_after_s;
    return error;
}

TEST(RetryTest, WaitsLongerEachTimeAndGivesUp) {
    const struct {
        const char* name;
        Error error;
        std::size_t asked;
        std::int64_t waited_ms;
    } kTable[] = {
        {"network", make_error(ErrorCode::kNetwork, "cut"), 4, 1000 + 2000 + 4000},
        {"busy", busy(0), 4, 7000},
        {"asks for 5 s", busy(5), 4, 15'000},
        {"asks for 2 s, but the third wait is longer", busy(2), 4, 2000 + 2000 + 4000},
        {"asks for an hour", busy(3600), 1, 0},
        {"gone", make_error(ErrorCode::kGone, "gone"), 1, 0},
        {"refused", make_error(ErrorCode::kRefused, "no"), 1, 0},
    };
    for (const auto& row : kTable) {
        FakeHttpClient inner;
        inner.fail(kUrl, row.error);
        base::ManualClock clock;
        RetryingClient client(inner, clock, {});
        const auto response = client.get({.url = kUrl});
        ASSERT_FALSE(response) << row.name;
        EXPECT_EQ(response.error().code, row.error.code) << row.name;
        EXPECT_EQ(response.error().retry_after_s, row.error.retry_after_s) << row.name;
        EXPECT_EQ(inner.requests().size(), row.asked) << row.name;
        EXPECT_EQ(clock.now_ms(), row.waited_ms) << row.name;
    }
}

TEST(RetryTest, IsContentWithTheFirstAnswer) {
    FakeHttpClient inner;
    inner.fail(kUrl, busy(0));
    inner.answer(kUrl, "body");
    base::ManualClock clock;
    RetryingClient client(inner, clock, {});
    EXPECT_EQ(client.get({.url = kUrl}).value().body, "body");
    EXPECT_EQ(inner.requests().size(), 2u);
}

TEST(RetryTest, AsksADeadHostOnlyOnceForAWhile) {
    FakeHttpClient inner;
    const std::string other = "http://a.example/other", elsewhere = "http://b.example/";
    for (const std::string& url : {std::string(kUrl), other, elsewhere})
        inner.fail(url, make_error(ErrorCode::kNetwork, "no route"));
    base::ManualClock clock;
    RetryingClient client(inner, clock, {});
    const auto tries = [&](const std::string& url) {
        const std::size_t before = inner.requests().size();
        EXPECT_FALSE(client.get({.url = url}));
        return inner.requests().size() - before;
    };
    EXPECT_EQ(tries(kUrl), 4u);
    EXPECT_EQ(tries(other), 1u) << "the same host";
    EXPECT_EQ(tries(elsewhere), 4u) << "another host";
    clock.advance_ms(61'000);
    EXPECT_EQ(tries(other), 4u) << "a minute later";
    inner.answer("http://a.example/up", "body");
    EXPECT_TRUE(client.get({.url = "http://a.example/up"}));
    EXPECT_EQ(tries(other), 4u) << "after it answered";
}

TEST(RetryTest, StopsWaitingWhenCancelled) {
    FakeHttpClient inner;
    inner.fail(kUrl, busy(0));
    base::ManualClock clock;
    RetryingClient client(inner, clock, {});
    const std::atomic<bool> cancelled{true};
    EXPECT_EQ(client.get({.url = kUrl, .cancelled = &cancelled}).error().code, ErrorCode::kCancelled);
    EXPECT_EQ(inner.requests().size(), 1u);
}

// Notes when each exchange began, and how many ran at once.
class NotingTransport : public Transport {
  public:
    explicit NotingTransport(base::Clock& clock) : clock_(clock) {}
    Result<Reply> exchange(const Exchange&, BodySink&) override {
        starts.push_back(clock_.now_ms());
        return Reply{.status = 200};
    }
    std::vector<std::int64_t> starts;

  private:
    base::Clock& clock_;
};

class NoSink : public BodySink {
  public:
    Status begin(const Reply&) override { return {}; }
    Status write(std::string_view) override { return {}; }
};

Exchange exchange_of(const Request& request) { return {.request = &request, .url = parse_url(request.url).value()}; }

TEST(PoliteTest, KeepsAnIntervalToEachHost) {
    base::ManualClock clock;
    NotingTransport inner(clock);
    OwnPoliteness politeness(clock, 500, 2);
    PoliteTransport polite(inner, clock, politeness, politeness);
    NoSink sink;
    const Request a{.url = "http://a.example/1"}, b{.url = "http://b.example/"},
        own{.url = "http://127.0.0.1:8000/", .private_origin = "127.0.0.1:8000"};
    for (const Request* request : {&a, &a, &b, &own, &own, &a})
        ASSERT_TRUE(polite.exchange(exchange_of(*request), sink));
    EXPECT_THAT(inner.starts, ::testing::ElementsAre(0, 500, 500, 500, 500, 1000));
}

// Keeps the first two exchanges until both have begun, and counts how many ever ran at once.
class MeetingTransport : public Transport {
  public:
    Result<Reply> exchange(const Exchange&, BodySink&) override {
        const int now = ++running;
        for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
        }
        if (arrived++ < 2) both.arrive_and_wait();
        --running;
        return Reply{.status = 200};
    }
    std::latch both{2};
    std::atomic<int> running{0}, most{0}, arrived{0};
};

TEST(PoliteTest, LetsOnlySoManyInAtOnce) {
    struct StoppedClock : base::Clock {
        std::int64_t now_ms() const override { return 0; }
        void sleep_ms(std::int64_t) override {}
    } clock;
    MeetingTransport inner;
    OwnPoliteness politeness(clock, 0, 2);
    PoliteTransport polite(inner, clock, politeness, politeness);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 6; ++i)
            threads.emplace_back([&] {
                NoSink sink;
                const Request request{.url = "http://a.example/"};
                EXPECT_TRUE(polite.exchange(exchange_of(request), sink));
            });
    }
    EXPECT_EQ(inner.most, 2);
}

}  // namespace
}  // namespace earwitness::fetch
