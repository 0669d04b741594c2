// For tests: Debian's nats-server on a free port of loopback, its stream in a temporary folder; stopped when the tests
// end.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>

#include "queue/nats.h"

namespace earwitness::queue {

class NatsServer {
  public:
    NatsServer() : folder_("/tmp/ew_nats_" + std::to_string(::getpid())), port_(free_port()) {
        std::filesystem::remove_all(folder_);
        start();
    }
    ~NatsServer() {
        stop();
        std::error_code code;
        std::filesystem::remove_all(folder_, code);
    }
    std::string url() const { return "nats://127.0.0.1:" + std::to_string(port_); }

    void start() {
        process_ = ::fork();
        if (process_ == 0) {
            const std::string port = std::to_string(port_);
            ::execlp("nats-server", "nats-server", "-js", "-sd", folder_.c_str(), "-a", "127.0.0.1", "-p", port.c_str(),
                     "-l", "/dev/null", nullptr);
            ::_exit(127);
        }
        for (int tries = 0; tries < 200; ++tries) {
            NatsOptions options;
            options.url = url();
            if (connect_nats(options)) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        throw std::runtime_error("nats-server does not start; tools/install.sh test installs it");
    }
    void stop() {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = -1;
    }

  private:
    static int free_port() {
        const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(listener, reinterpret_cast<sockaddr*>(&address), size);
        ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
        ::close(listener);
        return ntohs(address.sin_port);
    }

    std::filesystem::path folder_;
    int port_;
    pid_t process_ = -1;
};

}  // namespace earwitness::queue
