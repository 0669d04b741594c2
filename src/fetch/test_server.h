// A loopback HTTP server for tests that misbehaves as it is told: each path has a function that gets the request's head
// and writes whatever bytes it likes to the socket. One connection, one request. Only tests include it.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace earwitness::fetch {

class TestServer {
  public:
    // The head of the request as it came, with the body behind it, and the socket.
    using Handler = std::function<void(std::string_view head, int socket)>;

    TestServer();
    ~TestServer();
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;

    void on(const std::string& path, Handler handler);
    // Answers with exactly these bytes.
    void on(const std::string& path, std::string bytes);

    std::string url(const std::string& path) const { return "http://" + origin() + path; }
    std::string origin() const { return "127.0.0.1:" + std::to_string(port_); }
    // The heads of all requests so far.
    std::vector<std::string> heads() const;

  private:
    void serve();
    void answer(int socket);

    int listener_ = -1;
    int port_ = 0;
    mutable std::mutex lock_;
    std::map<std::string, Handler> handlers_;
    std::vector<std::string> heads_;
    std::vector<std::jthread> answering_;
    std::jthread thread_;
};

// Writes all bytes, caring for nothing: the client may have gone.
void send_all(int socket, std::string_view bytes);

// "HTTP/1.1 200 OK" with a true Content-Length, and further header lines ("ETag: x\r\n").
std::string http_answer(std::string_view body, std::string_view headers = "", std::string_view status = "200 OK");

// The value of a header of a request's head, "" where absent.
std::string header_of(std::string_view head, std::string_view name);

}  // namespace earwitness::fetch
