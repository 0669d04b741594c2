// get() against a real server on loopback that misbehaves.
#include <gtest/gtest.h>
#include <zlib.h>

#include "fetch/address.h"
#include "fetch/client.h"
#include "fetch/test_server.h"

namespace earwitness::fetch {
namespace {

std::string gzip(std::string_view bytes) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string out(compressBound(bytes.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

class ClientTest : public ::testing::Test {
  protected:
    Request ask(const std::string& path) {
        Request request;
        request.url = server_.url(path);
        request.private_origin = private_origin_of(request.url);
        return request;
    }

    ClientOptions options_ = [] {
        ClientOptions options;
        options.stall_timeout_s = 1;
        return options;
    }();
    TestServer server_;
    base::ManualClock clock_{1'700'000'000'000};
    std::unique_ptr<Transport> transport_ = create_curl_transport(options_);
    Client client_{*transport_, clock_, 10};
};

TEST_F(ClientTest, GetsABodyWithItsHeaders) {
    server_.on("/feed", http_answer("<rss/>",
                                    "ETag: \"v1\"\r\nlast-modified: Tue, 14 Nov 2023 22:13:20 GMT\r\nContent-Type: "
                                    "text/xml; charset=utf-8\r\n"));
    Request request = ask("/feed");
    request.accept = "application/rss+xml";
    const auto response = client_.get(request);
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, "<rss/>");
    EXPECT_EQ(response->etag, "\"v1\"");
    EXPECT_EQ(response->last_modified, "Tue, 14 Nov 2023 22:13:20 GMT");
    EXPECT_EQ(response->content_type, "text/xml; charset=utf-8");
    EXPECT_EQ(response->permanent_url, request.url);
    EXPECT_EQ(header_of(server_.heads()[0], "User-Agent"), kUserAgent);
    EXPECT_EQ(header_of(server_.heads()[0], "Accept"), "application/rss+xml");
}

TEST_F(ClientTest, AsksOnlyIfChanged) {
    server_.on("/feed", [](std::string_view head, int socket) {
        const bool known =
            header_of(head, "If-None-Match") == "\"v1\"" && header_of(head, "If-Modified-Since") == "yesterday";
        send_all(socket,
                 known ? "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\nConnection: close\r\n\r\n" : http_answer("new"));
    });
    Request request = ask("/feed");
    request.etag = "\"v1\"";
    request.last_modified = "yesterday";
    const auto response = client_.get(request);
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_TRUE(response->not_modified());
    EXPECT_EQ(response->body, "");
}

TEST_F(ClientTest, StatusesBecomeErrors) {
    const struct {
        const char* status;
        ErrorCode code;
    } kTable[] = {
        {"404 Not Found", ErrorCode::kNotFound},   {"410 Gone", ErrorCode::kGone},
        {"403 Forbidden", ErrorCode::kRefused},    {"400 Bad Request", ErrorCode::kRefused},
        {"429 Too Many", ErrorCode::kUnavailable}, {"500 Oops", ErrorCode::kUnavailable},
        {"503 Busy", ErrorCode::kUnavailable},     {"304 Not Modified", ErrorCode::kMalformed},
        {"301 Moved", ErrorCode::kMalformed},      {"206 Partial Content", ErrorCode::kMalformed},
    };
    for (const auto& row : kTable) {
        server_.on("/x", http_answer("an error page", "Retry-After: 120\r\n", row.status));
        const auto response = client_.get(ask("/x"));
        ASSERT_FALSE(response) << row.status;
        EXPECT_EQ(response.error().code, row.code) << row.status << ": " << response.error().message;
        EXPECT_EQ(response.error().retry_after_s, row.code == ErrorCode::kUnavailable ? 120 : 0) << row.status;
    }
}

TEST_F(ClientTest, ReadsRetryAfter) {
    const struct {
        const char* value;
        std::int64_t seconds;
    } kTable[] = {
        {"30", 30},
        {"", 0},
        {"-5", 0},
        {"soon", 0},
        {"99999999999999999999", 30 * 24 * 3600},
        {"Tue, 14 Nov 2023 22:15:20 GMT", 120},
        {"Tue, 14 Nov 2023 22:00:00 GMT", 0},
    };
    for (const auto& row : kTable) EXPECT_EQ(parse_retry_after(row.value, 1'700'000'000), row.seconds) << row.value;
}

TEST_F(ClientTest, DecodesGzipWithinTheLimit) {
    const std::string text(100'000, 'a');
    server_.on("/gz", http_answer(gzip(text), "Content-Encoding: gzip\r\n"));
    Request request = ask("/gz");
    request.max_bytes = 100'000;
    const auto whole = client_.get(request);
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(whole->body, text);
    request.max_bytes = 99'999;
    const auto over = client_.get(request);
    ASSERT_FALSE(over);
    EXPECT_EQ(over.error().code, ErrorCode::kTooLarge) << over.error().message;
}

TEST_F(ClientTest, RefusesABombEarly) {
    server_.on("/bomb", http_answer(gzip(std::string(64 << 20, '\0')), "Content-Encoding: gzip\r\n"));
    Request request = ask("/bomb");
    request.max_bytes = 1 << 20;
    std::int64_t most = 0;
    request.progress = [&](std::int64_t got, std::int64_t) { most = std::max(most, got); };
    const auto response = client_.get(request);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::kTooLarge);
    EXPECT_LE(most, 1 << 20);
}

TEST_F(ClientTest, TakesABodyThatIsNotEncodedAsSaid) {
    server_.on("/lie", http_answer("<rss>plain</rss>", "Content-Encoding: gzip\r\n"));
    const auto response = client_.get(ask("/lie"));
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->body, "<rss>plain</rss>");
    ASSERT_EQ(response->diagnostics.size(), 1u);
    EXPECT_EQ(response->diagnostics[0].code, "encoding_ignored");
}

TEST_F(ClientTest, LimitsHoldWithAndWithoutContentLength) {
    server_.on("/said", http_answer(std::string(1001, 'x')));
    server_.on("/unsaid", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(1001, 'x'));
    server_.on("/headers", [](std::string_view, int socket) {
        send_all(socket, "HTTP/1.1 200 OK\r\n");
        for (int i = 0; i < 10'000; ++i) send_all(socket, "X-Pad: " + std::string(90, 'x') + "\r\n");
    });
    for (const char* path : {"/said", "/unsaid", "/headers"}) {
        Request request = ask(path);
        request.max_bytes = 1000;
        const auto response = client_.get(request);
        ASSERT_FALSE(response) << path;
        EXPECT_EQ(response.error().code, ErrorCode::kTooLarge) << path << ": " << response.error().message;
    }
}

TEST_F(ClientTest, BrokenAnswersAreNetworkErrors) {
    server_.on("/short", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this");
    server_.on("/chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
    server_.on("/nothing", "");
    server_.on("/garbage", "\x16\x03\x01 this is no HTTP\r\n\r\n");
    server_.on("/stall", [](std::string_view, int socket) {
        send_all(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nwait");
        char byte;
        while (::recv(socket, &byte, 1, 0) > 0) {
        }
    });
    for (const char* path : {"/short", "/chunks", "/nothing", "/garbage", "/stall"}) {
        const auto response = client_.get(ask(path));
        ASSERT_FALSE(response) << path;
        EXPECT_EQ(response.error().code, ErrorCode::kNetwork) << path << ": " << response.error().message;
    }
}

TEST_F(ClientTest, StopsWhenCancelled) {
    std::atomic<bool> cancelled{false};
    server_.on("/wait", [&](std::string_view, int socket) {
        cancelled = true;
        char byte;
        while (::recv(socket, &byte, 1, 0) > 0) {
        }
    });
    Request request = ask("/wait");
    request.cancelled = &cancelled;
    const auto response = client_.get(request);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::kCancelled);
}

TEST_F(ClientTest, PostsABodyAndSaysWhatTheServerSaidToIt) {
    server_.on("/ok", [](std::string_view head, int socket) {
        EXPECT_TRUE(head.starts_with("POST /ok "));
        send_all(socket, http_answer(head.substr(head.find("\r\n\r\n") + 4)));
    });
    Request request = ask("/ok");
    request.body = std::string(100'000, 'x') + "\n\0end";
    request.body_type = "audio/wav";
    request.authorization = "Bearer secret";
    const auto response = client_.post(request);
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->body, request.body);
    EXPECT_EQ(header_of(server_.heads()[0], "Content-Type"), "audio/wav");
    EXPECT_EQ(header_of(server_.heads()[0], "Authorization"), "Bearer secret");

    server_.on("/bad", http_answer("Invalid\nrequest", "", "400 Bad Request"));
    request.url = server_.url("/bad");
    const auto bad = client_.post(request);
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().code, ErrorCode::kRefused);
    EXPECT_NE(bad.error().message.find("400: Invalid request"), std::string::npos) << bad.error().message;
    EXPECT_EQ(bad.error().message.find("secret"), std::string::npos);
}

TEST_F(ClientTest, NeverCarriesAPostToAnotherAddress) {
    server_.on("/moved", http_answer("", "Location: /ok\r\n", "307 Temporary Redirect"));
    Request request = ask("/moved");
    request.body = "x";
    const auto response = client_.post(request);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::kRefused);
    EXPECT_EQ(server_.heads().size(), 1u);
}

}  // namespace
}  // namespace earwitness::fetch
