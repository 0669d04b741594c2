#include "serve/server.h"

#include <arpa/inet.h>
#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "serve/api.h"
#include "serve/mcp.h"
#include "text/utf8.h"

namespace earwitness::serve {
namespace {

constexpr std::size_t kThreads = 64;  // a connection that is kept alive holds one
constexpr std::size_t kMaxBodyBytes = 64 << 10;
constexpr std::size_t kMaxAddressBytes = 8192;  // httplib's

Request request_of(const httplib::Request& from) {
    Request request{from.path, {}, from.get_header_value("If-None-Match"), from.get_header_value("Host")};
    for (const auto& [name, value] : from.params) request.query.emplace(name, value);
    return request;
}

void set_safe_headers(httplib::Response& to) {
    to.set_header("Content-Security-Policy",
                  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: http:; media-src "
                  "'self' https: http:; "
                  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    to.set_header("X-Content-Type-Options", "nosniff");
    to.set_header("Referrer-Policy", "no-referrer");
    to.set_header("Cross-Origin-Resource-Policy", "same-origin");
    to.set_header("Cache-Control", "no-cache");
}

// httplib cuts whatever is answered to the request's ranges, asks nobody, and does not look whether they fit. Its
// request is no constant, it is only passed as one.
httplib::Ranges& ranges_of(const httplib::Request& from) { return const_cast<httplib::Request&>(from).ranges; }

// Makes the ranges one that lies in a file of `size` bytes, or none, which means all of it: several ranges, or such as
// are for another state of the file. False where the one begins behind the end.
bool fit_ranges(const httplib::Request& from, const std::string& etag, std::size_t size) {
    httplib::Ranges& ranges = ranges_of(from);
    if (ranges.size() != 1 || (from.has_header("If-Range") && from.get_header_value("If-Range") != etag))
        ranges.clear();
    if (ranges.empty()) return true;
    auto& [first, last] = ranges.front();
    const auto end = static_cast<ssize_t>(size);
    if (first < 0) {
        first = last > 0 && last < end ? end - last : last > 0 ? 0 : end;
        last = end - 1;
    }
    if (first >= end) {
        ranges.clear();
        return false;
    }
    if (last < 0 || last >= end) last = end - 1;
    return true;
}

// An error for a program, which a person can read too; every answer that is not 200 or 30x has one.
void send_error(int status, ErrorCode code, std::string message, httplib::Response& to) {
    to.status = status;
    to.set_content(error_answer(make_error(code, std::move(message))).body, "application/json; charset=utf-8");
}

// What httplib refuses by itself, it refuses without a word.
void explain(httplib::Response& to) {
    if (!to.has_header("X-Content-Type-Options")) set_safe_headers(to);
    if (!to.body.empty()) return;
    switch (to.status) {
        case 404:
            return send_error(404, ErrorCode::kNotFound, "no such path; / is the site, /api lists the API's", to);
        case 413:
            return send_error(413, ErrorCode::kTooLarge,
                              "the request's body is larger than " + std::to_string(kMaxBodyBytes) + " bytes", to);
        case 414:
            return send_error(414, ErrorCode::kTooLarge,
                              "the address is longer than " + std::to_string(kMaxAddressBytes) + " bytes", to);
        case 416:
            return;
        default:
            send_error(to.status, to.status < 500 ? ErrorCode::kMalformed : ErrorCode::kIo,
                       to.status < 500 ? "the request cannot be read: a method, an address and HTTP/1.1 in its first "
                                         "line, headers of at most 8192 bytes each"
                                       : "the request could not be answered; try again",
                       to);
    }
}

// A file in pieces, so that an hour of audio is never held in memory.
void send_file(const httplib::Request& from, const Answer& answer, httplib::Response& to) {
    auto file = std::make_shared<std::ifstream>(*answer.file, std::ios::binary | std::ios::ate);
    if (!*file) {
        ranges_of(from).clear();
        return send_error(404, ErrorCode::kNotFound, "the audio is not in the archive any more", to);
    }
    const auto size = static_cast<std::size_t>(file->tellg());
    to.set_header("Accept-Ranges", "bytes");
    if (!fit_ranges(from, answer.etag, size)) {
        to.status = 416;
        to.set_header("Content-Range", "bytes */" + std::to_string(size));
        return;
    }
    to.set_content_provider(size, answer.type.c_str(),
                            [file](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                                std::string piece(std::min<std::size_t>(length, 1 << 16), '\0');
                                file->clear();
                                file->seekg(static_cast<std::streamoff>(offset));
                                file->read(piece.data(), static_cast<std::streamsize>(piece.size()));
                                if (file->gcount() <= 0) return false;
                                return sink.write(piece.data(), static_cast<std::size_t>(file->gcount()));
                            });
}

void send(const httplib::Request& from, const Answer& answer, httplib::Response& to) {
    if (!answer.file) {
        ranges_of(from).clear();
        to.status = answer.status;
    }
    if (!answer.etag.empty()) {
        to.set_header("ETag", answer.etag);
        if (from.get_header_value("If-None-Match") == answer.etag) {
            to.status = 304;
            ranges_of(from).clear();
            return;
        }
    }
    if (answer.file) return send_file(from, answer, to);  // httplib chooses between 200 and 206
    to.set_content(answer.body, answer.type.c_str());
}

// What is told before the body is read, as a client may promise one and never send it. False where the request is fine.
bool refused(const httplib::Request& from, const std::vector<std::string>& names, httplib::Response& to) {
    if (from.get_header_value_count("Host") > 1) {
        send_error(400, ErrorCode::kMalformed, "a request has one Host header", to);
    } else if (!is_own_host(from.get_header_value("Host"), names)) {
        send_error(421, ErrorCode::kRefused,
                   "this server is not asked by that name; allow it with `earwitness serve --host NAME`", to);
    } else if (from.method == "POST" && from.path == "/mcp") {
        // A page elsewhere can send a form here, but not JSON, unless it is asked first.
        if (from.get_header_value("Content-Type").rfind("application/json", 0) == 0) return false;
        send_error(415, ErrorCode::kInvalidArgument, "POST /mcp takes application/json", to);
    } else if (from.method != "GET" && from.method != "HEAD") {
        to.set_header("Allow", "GET, HEAD");
        send_error(405, ErrorCode::kInvalidArgument,
                   from.method + " is not served: the archive can only be read, with GET", to);
    } else {
        return false;
    }
    ranges_of(from).clear();
    return true;
}

bool is_address(const std::string& name) {
    unsigned char bytes[16];
    return inet_pton(AF_INET, name.c_str(), bytes) == 1 || inet_pton(AF_INET6, name.c_str(), bytes) == 1;
}

Error bind_error(const ServerOptions& options) {
    const int reason = errno;
    const std::string where = options.address + " port " + std::to_string(options.port);
    if (reason == EADDRINUSE)
        return make_error(
            ErrorCode::kUnavailable,
            where + ": another program listens there; choose another with --port, or any free one with --port 0");
    if (reason == EACCES)
        return make_error(ErrorCode::kRefused,
                          where + ": ports below 1024 are for the administrator; choose another with --port");
    // Where the name means nothing no system call has failed.
    const std::string why = reason == 0 ? "no such address" : std::strerror(reason);
    return make_error(ErrorCode::kIo, where + ": cannot listen there (" + why +
                                          "); --address takes an address of this machine, such as 127.0.0.1");
}

}  // namespace

bool is_own_host(const std::string& header, const std::vector<std::string>& names) {
    std::string name = text::lower(header);
    if (!name.empty() && name.front() == '[') {
        name = name.substr(1, name.find(']') == std::string::npos ? std::string::npos : name.find(']') - 1);
    } else {
        name = name.substr(0, name.find(':'));
    }
    // A rebound name is a name: whoever asks by plain address knows where he asks.
    if (name == "localhost" || is_address(name)) return true;
    return std::any_of(names.begin(), names.end(), [&](const std::string& own) { return text::lower(own) == name; });
}

struct Server::Parts {
    httplib::Server http;
    socket_t listener = -1;
    int port = 0;
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::bind(LiveSite& site, const ServerOptions& options) {
    std::unique_ptr<Server> server(new Server(std::make_unique<Parts>()));
    httplib::Server& http = server->parts_->http;
    http.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    http.set_payload_max_length(kMaxBodyBytes);
    http.set_read_timeout(10);
    http.set_write_timeout(30);
    http.set_keep_alive_timeout(5);
    // Header and body are written apart: the second does not wait until the first is acknowledged.
    http.set_tcp_nodelay(true);
    // httplib's own choice, SO_REUSEPORT, would let two servers share a port without a word.
    http.set_socket_options([&parts = *server->parts_](socket_t socket) {
        parts.listener = socket;
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    http.set_pre_routing_handler([names = options.hosts](const httplib::Request& from, httplib::Response& to) {
        set_safe_headers(to);
        return refused(from, names, to) ? httplib::Server::HandlerResponse::Handled
                                        : httplib::Server::HandlerResponse::Unhandled;
    });
    http.set_error_handler([](const httplib::Request&, httplib::Response& to) { explain(to); });
    http.Get("/api.*", [&site](const httplib::Request& from, httplib::Response& to) {
        const Request request = request_of(from);
        send(from, answer_api(*site.index(), request), to);
    });
    http.Post("/mcp", [&site](const httplib::Request& from, httplib::Response& to) {
        ranges_of(from).clear();
        const auto answer = answer_mcp(*site.index(), from.body);
        if (answer)
            to.set_content(*answer, "application/json");
        else
            to.status = 202;
    });
    // Where an episode's page is, for those who know its id: /words?episode=ID&b=120-180.
    http.Get("/words", [&site](const httplib::Request& from, httplib::Response& to) {
        ranges_of(from).clear();
        const std::string page = site.page_of(from.get_param_value("episode")), words = from.get_param_value("b");
        if (page.empty()) return send(from, error_answer(make_error(ErrorCode::kNotFound, "no such episode")), to);
        const bool sound = !words.empty() && words.find_first_not_of("0123456789-") == std::string::npos;
        to.set_redirect("/" + page + (sound ? "#b=" + words : ""));
    });
    http.Get("/.*", [&site](const httplib::Request& from, httplib::Response& to) {
        const Request request = request_of(from);
        Answer answer = site.answer(std::string_view(request.path).substr(1));
        // A person's browser says what it would like to read.
        if (answer.status == 404 && from.get_header_value("Accept").find("text/html") != std::string::npos) {
            answer.type = "text/plain; charset=utf-8";
            answer.body = "There is no such page. The home page is at /\n";
        }
        send(from, answer, to);
    });
    errno = 0;
    int port = options.port;
    if (port == 0)
        port = http.bind_to_any_port(options.address);
    else if (!http.bind_to_port(options.address, port))
        port = -1;
    if (port < 0) return bind_error(options);
    // httplib lets five connections wait for it; more that come at once would be dropped and try again a second later.
    if (::listen(server->parts_->listener, SOMAXCONN) != 0) return bind_error(options);
    server->parts_->port = port;
    return server;
}

int Server::port() const { return parts_->port; }

Status Server::run() {
    if (parts_->http.listen_after_bind()) return {};
    return make_error(ErrorCode::kIo, "the server stopped listening: " + std::string(std::strerror(errno)));
}

void Server::stop() { parts_->http.stop(); }

}  // namespace earwitness::serve
