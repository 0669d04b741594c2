// Transport over libcurl's easy interface. A handle is used by one thread at a time and kept for its open
// connections; handles that were allowed a private address are not kept, so that no other request can
// come upon their connections.
#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <mutex>
#include <vector>

#include "fetch/address.h"
#include "fetch/transport.h"

namespace earwitness::fetch {
namespace {

constexpr std::size_t kMaxHeaderBytes = 256 * 1024;
constexpr std::size_t kMaxErrorBodyBytes = 64 * 1024;  // read so that the connection may be used again
constexpr std::size_t kMaxRefusalBytes = 600;          // of it, for the message

struct Running {
    const Exchange& exchange;
    BodySink& sink;
    Reply reply;
    Status sink_status;
    std::size_t header_bytes = 0;
    std::size_t error_body_bytes = 0;
    bool begun = false;
    bool stopped = false;  // by us, with all that is wanted
    bool may_be_private = false;
    bool refused_private = false;
};

bool is_success(int status) { return status >= 200 && status < 300; }

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    return text;
}

bool same_name(std::string_view a, std::string_view lower_case) {
    if (a.size() != lower_case.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if ((a[i] >= 'A' && a[i] <= 'Z' ? a[i] - 'A' + 'a' : a[i]) != lower_case[i]) return false;
    return true;
}

void read_status_line(std::string_view line, Reply& reply) {
    reply = Reply();  // a 1xx or a proxy's answer may stand before the one that counts
    const std::size_t space = line.find(' ');
    if (space != std::string_view::npos)
        std::from_chars(line.data() + space + 1, line.data() + line.size(), reply.status);
}

void read_header(std::string_view line, Reply& reply) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const std::string_view name = line.substr(0, colon), value = trim(line.substr(colon + 1));
    const struct {
        std::string_view name;
        std::string* to;
    } kept[] = {
        {"etag", &reply.etag},
        {"last-modified", &reply.last_modified},
        {"content-type", &reply.content_type},
        {"location", &reply.location},
        {"content-encoding", &reply.content_encoding},
        {"content-range", &reply.content_range},
        {"retry-after", &reply.retry_after},
    };
    for (const auto& header : kept)
        if (same_name(name, header.name)) *header.to = value;
    if (same_name(name, "content-length")) {
        std::int64_t length = -1;
        std::from_chars(value.data(), value.data() + value.size(), length);
        reply.content_length = length;
    }
}

std::size_t on_header(char* bytes, std::size_t, std::size_t size, void* to) {
    Running& running = *static_cast<Running*>(to);
    const std::string_view line(bytes, size);
    running.header_bytes += size;
    if (running.header_bytes > kMaxHeaderBytes) {
        running.sink_status = make_error(ErrorCode::kTooLarge, "the answer's headers are larger than 256 KiB");
        return 0;
    }
    if (line.substr(0, 5) == "HTTP/")
        read_status_line(line, running.reply);
    else
        read_header(line, running.reply);
    return size;
}

Status begin_once(Running& running) {
    if (running.begun) return {};
    running.begun = true;
    return running.sink.begin(running.reply);
}

std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* to) {
    Running& running = *static_cast<Running*>(to);
    if (!is_success(running.reply.status)) {
        running.error_body_bytes += size;
        if (running.exchange.post && running.reply.refusal.size() < kMaxRefusalBytes)
            running.reply.refusal.append(bytes, std::min(size, kMaxRefusalBytes - running.reply.refusal.size()));
        running.stopped = running.error_body_bytes > kMaxErrorBodyBytes;
        return running.stopped ? 0 : size;
    }
    running.sink_status = begin_once(running);
    if (running.sink_status) running.sink_status = running.sink.write({bytes, size});
    return running.sink_status ? size : 0;
}

int on_progress(void* to, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto* cancelled = static_cast<Running*>(to)->exchange.request->cancelled;
    return cancelled != nullptr && cancelled->load() ? 1 : 0;
}

// The one place that sees the address that a name really resolved to.
curl_socket_t on_open_socket(void* to, curlsocktype, curl_sockaddr* address) {
    Running& running = *static_cast<Running*>(to);
    if (!running.may_be_private && is_private_address(&address->addr)) {
        running.refused_private = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Error refused_private(const Url& url) {
    return make_error(ErrorCode::kRefused, printable_url(url.text) + ": refused, because '" + url.host +
                                               "' is a private address and a feed may not point into your network; "
                                               "give --allow-private if you trust it");
}

Error curl_error(CURLcode code, const char* detail, const Running& running) {
    const Url& url = running.exchange.url;
    const std::string where = printable_url(url.text) + ": ";
    const std::string reason = *detail != '\0' ? detail : curl_easy_strerror(code);
    switch (code) {
        case CURLE_ABORTED_BY_CALLBACK:
            return make_error(ErrorCode::kCancelled, where + "stopped");
        case CURLE_COULDNT_CONNECT:
            if (running.refused_private) return refused_private(url);
            return make_error(ErrorCode::kNetwork, where + "cannot connect (" + reason + ")");
        case CURLE_COULDNT_RESOLVE_HOST:
            return make_error(ErrorCode::kNetwork, where + "the name '" + url.host +
                                                       "' cannot be resolved; check its spelling and the network");
        case CURLE_OPERATION_TIMEDOUT:
            return make_error(ErrorCode::kNetwork, where + "too slow (" + reason + ")");
        case CURLE_PARTIAL_FILE:
            return make_error(ErrorCode::kNetwork, where + "the answer was cut short (" + reason + ")");
        case CURLE_BAD_CONTENT_ENCODING:
            return make_error(ErrorCode::kUnsupported,
                              where + "the body is not encoded as the server says (" + reason + ")");
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
            return make_error(ErrorCode::kRefused, where + "its certificate cannot be trusted (" + reason + ")");
        case CURLE_URL_MALFORMAT:
            return make_error(ErrorCode::kInvalidArgument, where + reason);
        default:
            return make_error(ErrorCode::kNetwork, where + reason);
    }
}

class HeaderList {
  public:
    ~HeaderList() { curl_slist_free_all(list_); }
    void add(const std::string& name, const std::string& value) {
        if (value.empty() || value.find_first_of("\r\n") != std::string::npos) return;
        list_ = curl_slist_append(list_, (name + ": " + value).c_str());
    }
    void add_empty(const std::string& name) { list_ = curl_slist_append(list_, (name + ":").c_str()); }
    curl_slist* get() const { return list_; }

  private:
    curl_slist* list_ = nullptr;
};

class CurlTransport : public Transport {
  public:
    explicit CurlTransport(const ClientOptions& options) : options_(options) {
        static std::once_flag once;
        std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    }
    ~CurlTransport() override {
        for (CURL* handle : idle_) curl_easy_cleanup(handle);
    }
    Result<Reply> exchange(const Exchange& exchange, BodySink& sink) override;

  private:
    void set_limits(CURL* handle, const Exchange& exchange, Running& running) const;
    void set_request(CURL* handle, const Exchange& exchange, HeaderList& headers) const;
    CURL* take();
    void give_back(CURL* handle, bool keep);

    const ClientOptions options_;
    std::mutex lock_;
    std::vector<CURL*> idle_;
};

CURL* CurlTransport::take() {
    const std::lock_guard guard(lock_);
    if (idle_.empty()) return curl_easy_init();
    CURL* handle = idle_.back();
    idle_.pop_back();
    return handle;
}

void CurlTransport::give_back(CURL* handle, bool keep) {
    curl_easy_reset(handle);
    if (keep) {
        const std::lock_guard guard(lock_);
        idle_.push_back(handle);
    } else {
        curl_easy_cleanup(handle);
    }
}

void CurlTransport::set_limits(CURL* handle, const Exchange& exchange, Running& running) const {
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_PROXY, options_.proxy.c_str());
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout_ms));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(exchange.time_limit_ms));
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 200L);
    // A service may think for long before it answers; its time limit alone ends that.
    if (!exchange.post) curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.stall_timeout_s));
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &running);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &running);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &running);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &running);
}

void CurlTransport::set_request(CURL* handle, const Exchange& exchange, HeaderList& headers) const {
    const Request& request = *exchange.request;
    curl_easy_setopt(handle, CURLOPT_URL, exchange.url.text.c_str());
    curl_easy_setopt(handle, CURLOPT_USERAGENT, options_.user_agent.c_str());
    // "identity" also makes libcurl undo an encoding that was not asked for.
    if (!exchange.ignore_encoding)
        curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, exchange.offer_compression ? "gzip, deflate" : "identity");
    headers.add("Accept", request.accept);
    if (exchange.post) {
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        headers.add("Content-Type", request.body_type);
        headers.add("Authorization", request.authorization);
        for (const auto& [name, value] : request.headers) headers.add(name, value);
        // No "Expect: 100-continue": small servers do not know it, and waiting for it costs a second.
        headers.add_empty("Expect");
    }
    if (exchange.range_from > 0) {
        curl_easy_setopt(handle, CURLOPT_RANGE, (std::to_string(exchange.range_from) + "-").c_str());
        headers.add("If-Range", exchange.if_range);
    } else {
        headers.add("If-None-Match", request.etag);
        headers.add("If-Modified-Since", request.last_modified);
    }
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
}

Result<Reply> CurlTransport::exchange(const Exchange& exchange, BodySink& sink) {
    const Request& request = *exchange.request;
    const std::string origin = exchange.url.host + ":" + std::to_string(exchange.url.port);
    const bool allowed = request.private_addresses == PrivateAddresses::kAllow || request.private_origin == origin;
    Running running{exchange, sink, {}, {}};
    // Behind a proxy the socket's address is the proxy's, which the user chose; names are the proxy's to resolve.
    running.may_be_private = allowed || !options_.proxy.empty();
    if (!allowed && !options_.proxy.empty() && is_private_host(exchange.url.host)) return refused_private(exchange.url);

    CURL* handle = allowed ? curl_easy_init() : take();
    if (handle == nullptr) return make_error(ErrorCode::kNetwork, "libcurl could not be started");
    HeaderList headers;
    std::array<char, CURL_ERROR_SIZE> detail{};
    set_limits(handle, exchange, running);
    set_request(handle, exchange, headers);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, detail.data());
    const CURLcode code = curl_easy_perform(handle);
    give_back(handle, !allowed);

    if (!running.sink_status) return in_context(printable_url(exchange.url.text), running.sink_status.error());
    if (code != CURLE_OK && !running.stopped) return curl_error(code, detail.data(), running);
    if (is_success(running.reply.status)) {
        if (Status begun = begin_once(running); !begun)
            return in_context(printable_url(exchange.url.text), begun.error());
    }
    return running.reply;
}

}  // namespace

std::unique_ptr<Transport> create_curl_transport(const ClientOptions& options) {
    return std::make_unique<CurlTransport>(options);
}

}  // namespace earwitness::fetch
