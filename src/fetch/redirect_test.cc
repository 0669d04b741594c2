// Where get() lets itself be sent, and what of it is remembered.
#include <gtest/gtest.h>

#include "fetch/address.h"
#include "fetch/client.h"
#include "fetch/test_server.h"

namespace earwitness::fetch {
namespace {

std::string moved(const char* status, const std::string& to) {
    return http_answer("", "Location: " + to + "\r\n", status);
}

class RedirectTest : public ::testing::Test {
  protected:
    Result<Response> get(const std::string& path, PrivateAddresses allowed = PrivateAddresses::kRefuse) {
        Request request;
        request.url = server_.url(path);
        request.private_origin = server_.origin();
        request.private_addresses = allowed;
        return client_.get(request);
    }

    TestServer server_;
    base::ManualClock clock_;
    std::unique_ptr<Transport> transport_ = create_curl_transport({});
    Client client_{*transport_, clock_, 10};
};

TEST_F(RedirectTest, RemembersOnlyWhatMovedForGood) {
    server_.on("/end", http_answer("here"));
    server_.on("/p1", moved("301 Moved", "/p2"));
    server_.on("/p2", moved("308 Moved", "end"));
    server_.on("/mixed", moved("301 Moved", "/temporary"));
    server_.on("/temporary", moved("302 Found", "/p2"));
    const struct {
        const char* from;
        const char* permanent;
        int redirects;
    } kTable[] = {
        {"/end", "/end", 0},
        {"/p1", "/end", 2},
        {"/mixed", "/temporary", 3},
        {"/temporary", "/temporary", 2},
    };
    for (const auto& row : kTable) {
        const auto response = get(row.from);
        ASSERT_TRUE(response) << row.from << ": " << response.error().message;
        EXPECT_EQ(response->body, "here") << row.from;
        EXPECT_EQ(response->final_url, server_.url("/end")) << row.from;
        EXPECT_EQ(response->permanent_url, server_.url(row.permanent)) << row.from;
        EXPECT_EQ(response->redirects, row.redirects) << row.from;
    }
}

TEST_F(RedirectTest, EndsLoopsAndBadTargets) {
    server_.on("/loop", moved("302 Found", "/loop"));
    server_.on("/file", moved("302 Found", "file:///etc/passwd"));
    server_.on("/gopher", moved("302 Found", "gopher://127.0.0.1:25/_HELO"));
    server_.on("/nowhere", moved("302 Found", ""));
    const struct {
        const char* from;
        ErrorCode code;
    } kTable[] = {
        {"/loop", ErrorCode::kTooLarge},
        {"/file", ErrorCode::kInvalidArgument},
        {"/gopher", ErrorCode::kInvalidArgument},
        {"/nowhere", ErrorCode::kMalformed},
    };
    for (const auto& row : kTable) {
        const auto response = get(row.from);
        ASSERT_FALSE(response) << row.from;
        EXPECT_EQ(response.error().code, row.code) << row.from << ": " << response.error().message;
    }
}

TEST_F(RedirectTest, IsNotLedIntoTheUsersNetwork) {
    TestServer other;
    other.on("/secret", http_answer("secret"));
    const std::string port = other.origin().substr(other.origin().find(':'));
    server_.on("/private", moved("302 Found", other.url("/secret")));
    server_.on("/by-name", moved("302 Found", "http://localhost" + port + "/secret"));
    server_.on("/by-number", moved("302 Found", "http://2130706433" + port + "/secret"));
    server_.on("/mapped", moved("302 Found", "http://[::ffff:127.0.0.1]" + port + "/secret"));
    for (const char* path : {"/private", "/by-name", "/by-number", "/mapped"}) {
        const auto response = get(path);
        ASSERT_FALSE(response) << path;
        EXPECT_EQ(response.error().code, ErrorCode::kRefused) << path << ": " << response.error().message;
        EXPECT_NE(response.error().message.find("--allow-private"), std::string::npos) << response.error().message;
    }
    EXPECT_EQ(other.heads().size(), 0u);
    const auto allowed = get("/private", PrivateAddresses::kAllow);
    ASSERT_TRUE(allowed) << allowed.error().message;
    EXPECT_EQ(allowed->body, "secret");
}

TEST_F(RedirectTest, DoesNotReuseAnAllowedConnection) {
    server_.on("/end", [](std::string_view, int socket) {
        send_all(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");  // says that it keeps the connection
        char byte;
        while (::recv(socket, &byte, 1, 0) > 0) {
        }
    });
    ASSERT_TRUE(get("/end"));
    Request request;
    request.url = server_.url("/end");
    const auto response = client_.get(request);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::kRefused);
}

// A transport without a network: https cannot be served here.
class ScriptedTransport : public Transport {
  public:
    Result<Reply> exchange(const Exchange& exchange, BodySink& sink) override {
        Reply reply;
        const bool first = exchange.url.scheme == "https";
        reply.status = first ? 301 : 200;
        if (first)
            reply.location = "http://example.org/feed";
        else if (Status begun = sink.begin(reply); !begun)
            return begun.error();
        return reply;
    }
};

TEST(DowngradeTest, IsSaidAndNotRemembered) {
    ScriptedTransport transport;
    base::ManualClock clock;
    Client client(transport, clock, 10);
    const auto response = client.get({.url = "https://example.org/feed"});
    ASSERT_TRUE(response);
    EXPECT_EQ(response->final_url, "http://example.org/feed");
    EXPECT_EQ(response->permanent_url, "https://example.org/feed");
    ASSERT_EQ(response->diagnostics.size(), 1u);
    EXPECT_EQ(response->diagnostics[0].code, "redirect_downgrade");
}

}  // namespace
}  // namespace earwitness::fetch
