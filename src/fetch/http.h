// The network as the rest of earwitness sees it: one URL in, bytes or a file out, within limits. Used by
// pipeline/ (feeds, transcripts, audio), speech/ and llm/. Only http and https: files are read by base/.
//
// create_http_client() gives the real one (libcurl, redirects, retries, politeness); fetch/fake.h gives an
// offline double for tests. docs/fetch.md says what is fetched, how often, and what is refused.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "earwitness/result.h"
#include "fetch/politeness.h"

namespace earwitness::fetch {

inline constexpr std::string_view kUserAgent = "earwitness/0.1.0 (+podcast archive)";
inline constexpr std::int64_t kMaxPageBytes = std::int64_t{64} << 20;  // feeds, transcripts, chapters
inline constexpr std::int64_t kMaxMediaBytes = std::int64_t{4} << 30;  // one episode's audio

// Whether addresses inside the user's machine and network may be connected to.
enum class PrivateAddresses {
    kRefuse,  // only those of Request::private_origin
    kAllow,   // the user said --allow-private
};

struct Request {
    std::string url;
    std::string accept = "*/*";
    std::string etag;           // of the last answer: asks "only if changed"; get() only
    std::string last_modified;  // likewise
    std::int64_t max_bytes =
        0;  // of the body after decoding; 0 = kMaxPageBytes for get and post, kMaxMediaBytes for download
    std::int64_t time_limit_ms =
        0;  // for the whole of one attempt; 0 = 2 minutes for get and post, 4 hours for download
    PrivateAddresses private_addresses = PrivateAddresses::kRefuse;
    // "host:port" that may be private although others may not: private_origin_of(the URL that the user typed),
    // also for everything that this feed points to. See fetch/address.h.
    std::string private_origin;
    std::string body, body_type;  // post() only: the bytes and their media type
    std::string authorization;    // post() only: the header's value ("Bearer ..."), never printed
    std::vector<std::pair<std::string, std::string>> headers;  // post() only: others, never printed either
    const std::atomic<bool>* cancelled = nullptr;              // looked at while waiting and transferring
    // Called now and then while bytes come in, on the calling thread: got, and the total or -1.
    std::function<void(std::int64_t, std::int64_t)> progress;
};

// What get() and download() both learn on the way.
struct Answer {
    int status = 0;  // 2xx, or 304 to a conditional get
    std::string etag;
    std::string last_modified;
    std::string content_type;   // as given
    std::string final_url;      // where the bytes came from
    std::string permanent_url;  // what to remember instead of Request::url: as far as every hop was a 301 or 308
                                // and none left https; Request::url itself where nothing moved for good
    int redirects = 0;
    Diagnostics diagnostics;  // "redirect_downgrade", "encoding_ignored", "resume_refused"
};

struct Response : Answer {
    std::string body;  // gzip and deflate decoded
    bool not_modified() const { return status == 304; }
};

struct Download : Answer {
    std::filesystem::path path;
    std::int64_t bytes = 0;
    std::string sha256;             // of the whole file
    std::int64_t resumed_from = 0;  // bytes that an earlier, interrupted download had left
};

// Threads: any number may call one client at once (download() not twice for one path).
// Failures: kNotFound (404), kGone (410), kRefused (401, 403, 451, a private address, a bad certificate),
// kUnavailable (408, 425, 429, 5xx; Error::retry_after_s), kTooLarge (bytes, redirects), kNetwork (no or a broken
// answer, too slow), kInvalidArgument (no http URL), kMalformed, kIo (the disk), kCancelled. Messages name the
// URL without its password.
class HttpClient {
  public:
    virtual ~HttpClient() = default;

    // The body in memory.
    virtual Result<Response> get(const Request& request) = 0;

    // Sends Request::body and gives the answer's body in memory. For services that may be asked twice for the same (a
    // transcription, a completion): a try that fails is repeated like a get(). Redirects are not followed, so that a
    // key goes to nobody whom the user did not name. The message of a failure ends with what the server said.
    virtual Result<Response> post(const Request& request) = 0;

    // The body in a file, which is there whole or not at all. After a failure `path` is as it was before; what had come
    // lies in `path`.part (with `path`.part.info) and the next call for the same URL goes on from there if the
    // server can prove that it is still the same file.
    virtual Result<Download> download(const Request& request, const std::filesystem::path& path) = 0;
};

struct ClientOptions {
    std::string user_agent = std::string(kUserAgent);
    std::string proxy;  // "http://host:port"; "" = none. The environment's proxy is cli/'s to pass on
    std::int64_t connect_timeout_ms = 15'000;
    std::int64_t stall_timeout_s = 30;  // fewer than 200 bytes a second for so long is a broken transfer
    int max_redirects = 10;
    int max_retries = 3;
    std::int64_t first_retry_ms = 1'000;     // then twice as long each time
    std::int64_t longest_retry_ms = 60'000;  // a server that asks for more is left for the next update
    std::int64_t min_interval_ms = 500;      // between two requests to one host
    int max_parallel_per_host = 2;
};

// `clock` and `shared` must outlive the client. `shared`: of several processes together; null where this one keeps its
// own intervals and places.
std::unique_ptr<HttpClient> create_http_client(const ClientOptions& options = {},
                                               base::Clock& clock = base::system_clock(), Politeness* shared = nullptr);

}  // namespace earwitness::fetch
