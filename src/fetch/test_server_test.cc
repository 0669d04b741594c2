// The definitions of test_server.h; in a _test file, so that they are linked into tests only.
#include "fetch/test_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace earwitness::fetch {

TestServer::TestServer() {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 64) != 0)
        ADD_FAILURE() << "cannot listen on loopback";
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this] { serve(); });
}

TestServer::~TestServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
    answering_.clear();
}

void TestServer::on(const std::string& path, Handler handler) {
    const std::lock_guard guard(lock_);
    handlers_[path] = std::move(handler);
}

void TestServer::on(const std::string& path, std::string bytes) {
    on(path, [bytes = std::move(bytes)](std::string_view, int socket) { send_all(socket, bytes); });
}

std::vector<std::string> TestServer::heads() const {
    const std::lock_guard guard(lock_);
    return heads_;
}

void TestServer::serve() {
    for (;;) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        answering_.emplace_back([this, socket] { answer(socket); });
    }
}

void TestServer::answer(int socket) {
    std::string head;
    char block[4096];
    while (head.find("\r\n\r\n") == std::string::npos) {
        const ssize_t got = ::recv(socket, block, sizeof block, 0);
        if (got <= 0) break;
        head.append(block, static_cast<std::size_t>(got));
    }
    // A body that was sent is read to its end: a socket closed before takes the answer with it.
    const std::size_t expected =
        head.find("\r\n\r\n") + 4 + std::strtoul(header_of(head, "Content-Length").c_str(), nullptr, 10);
    while (head.size() < expected) {
        const ssize_t got = ::recv(socket, block, sizeof block, 0);
        if (got <= 0) break;
        head.append(block, static_cast<std::size_t>(got));
    }
    const std::size_t begin = head.find(' ') + 1;
    const std::string path = head.substr(begin, head.find(' ', begin) - begin);
    Handler handler;
    {
        const std::lock_guard guard(lock_);
        heads_.push_back(head);
        if (const auto found = handlers_.find(path); found != handlers_.end()) handler = found->second;
    }
    if (handler)
        handler(head, socket);
    else
        send_all(socket, http_answer("no", "", "404 Not Found"));
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
}

void send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (put <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
}

std::string http_answer(std::string_view body, std::string_view headers, std::string_view status) {
    return "HTTP/1.1 " + std::string(status) + "\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

std::string header_of(std::string_view head, std::string_view name) {
    const std::size_t at = head.find("\r\n" + std::string(name) + ": ");
    if (at == std::string_view::npos) return {};
    const std::size_t begin = at + 4 + name.size();
    return std::string(head.substr(begin, head.find("\r\n", begin) - begin));
}

}  // namespace earwitness::fetch
