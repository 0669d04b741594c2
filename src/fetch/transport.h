// One HTTP exchange: a request to one URL, the head of the answer, its body streamed into a sink. Follows nothing,
// repeats nothing, judges no status: that is client.cc's and retry.cc's business. Internal to fetch/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fetch/http.h"
#include "fetch/url.h"

namespace earwitness::fetch {

struct Exchange {
    const Request* request = nullptr;  // headers, permissions, cancellation; its URL is only where it all began
    Url url;
    std::int64_t time_limit_ms = 0;
    bool offer_compression = true;  // and undo it
    bool ignore_encoding = false;   // give the bytes as they come, for servers that lie about them
    bool post = false;              // sends the request's body
    std::int64_t range_from = 0;    // > 0: only what follows, if `if_range` still holds
    std::string if_range;
};

// The head of an answer, values as they came.
struct Reply {
    int status = 0;
    std::string etag, last_modified, content_type, content_encoding, content_range, location, retry_after;
    std::string refusal;               // how the body of an answer other than 2xx begins
    std::int64_t content_length = -1;  // of the bytes on the wire; -1 where unknown
};

class BodySink {
  public:
    virtual ~BodySink() = default;
    // Once, before the first write, for 2xx answers only. A failure ends the transfer and is what exchange() returns.
    virtual Status begin(const Reply& reply) = 0;
    virtual Status write(std::string_view bytes) = 0;
};

// Threads: any number may call at once.
class Transport {
  public:
    virtual ~Transport() = default;
    // The reply of whatever status. kUnsupported means that the body is not encoded as the server says.
    virtual Result<Reply> exchange(const Exchange& exchange, BodySink& sink) = 0;
};

std::unique_ptr<Transport> create_curl_transport(const ClientOptions& options);

}  // namespace earwitness::fetch
