// The offline double of HttpClient: answers from a script, records what was asked. For the tests of every room
// that takes an HttpClient.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "fetch/http.h"

namespace earwitness::fetch {

class FakeHttpClient : public HttpClient {
  public:
    // Each call for `url` takes the next scripted answer; the last one is given for ever after. An answer whose etag
    // or last_modified equals the request's becomes a 304. A URL without a script is kNotFound.
    void answer(const std::string& url, Response response);
    void answer(const std::string& url, std::string body, std::string content_type = "");
    void fail(const std::string& url, Error error);

    Result<Response> get(const Request& request) override;
    Result<Response> post(const Request& request) override;
    Result<Download> download(const Request& request, const std::filesystem::path& path) override;

    // Everything asked so far, in order of arrival.
    std::vector<Request> requests() const;

  private:
    Result<Response> next_answer(const Request& request);

    mutable std::mutex lock_;
    std::map<std::string, std::deque<Result<Response>>> script_;
    std::vector<Request> requests_;
};

}  // namespace earwitness::fetch
