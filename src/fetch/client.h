// HttpClient over a Transport: follows redirects, turns statuses into errors, keeps limits, writes files. Every call is
// one attempt: retry.h repeats. Internal to fetch/; create_http_client() puts the parts together.
#pragma once

#include "fetch/http.h"
#include "fetch/transport.h"

namespace earwitness::fetch {

class Client : public HttpClient {
  public:
    // Both must outlive the client.
    Client(Transport& transport, base::Clock& clock, int max_redirects)
        : transport_(transport), clock_(clock), max_redirects_(max_redirects) {}

    Result<Response> get(const Request& request) override;
    Result<Response> post(const Request& request) override;
    Result<Download> download(const Request& request, const std::filesystem::path& path) override;

  private:
    struct Followed {
        Reply reply;
        Answer answer;
    };
    // Sends `exchange` and goes where it is sent, until something else than a redirect is answered.
    Result<Followed> follow(Exchange exchange, BodySink& sink);
    // follow(), with statuses that mean failure as errors.
    Result<Answer> fetch(const Exchange& exchange, BodySink& sink);
    Result<Response> in_memory(const Request& request, bool post);
    Error status_error(const Reply& reply, const std::string& url) const;

    Transport& transport_;
    base::Clock& clock_;
    const int max_redirects_;
};

// Seconds from now that a Retry-After header asks for, in either of its forms (RFC 9110, 10.2.3); 0 where it
// is absent, unreadable or past.
std::int64_t parse_retry_after(std::string_view value, std::int64_t now_s);

}  // namespace earwitness::fetch
