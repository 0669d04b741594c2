#include "fetch/fake.h"

#include "base/files.h"
#include "base/hash.h"

namespace earwitness::fetch {

void FakeHttpClient::answer(const std::string& url, Response response) {
    const std::lock_guard guard(lock_);
    if (response.status == 0) response.status = 200;
    if (response.final_url.empty()) response.final_url = url;
    if (response.permanent_url.empty()) response.permanent_url = url;
    script_[url].emplace_back(std::move(response));
}

void FakeHttpClient::answer(const std::string& url, std::string body, std::string content_type) {
    Response response;
    response.body = std::move(body);
    response.content_type = std::move(content_type);
    answer(url, std::move(response));
}

void FakeHttpClient::fail(const std::string& url, Error error) {
    const std::lock_guard guard(lock_);
    script_[url].emplace_back(std::move(error));
}

Result<Response> FakeHttpClient::next_answer(const Request& request) {
    const std::lock_guard guard(lock_);
    requests_.push_back(request);
    const auto found = script_.find(request.url);
    if (found == script_.end()) return make_error(ErrorCode::kNotFound, request.url + ": not in the fake's script");
    Result<Response> next = found->second.front();
    if (found->second.size() > 1) found->second.pop_front();
    return next;
}

Result<Response> FakeHttpClient::get(const Request& request) {
    Result<Response> next = next_answer(request);
    if (!next) return next;
    const bool same_etag = !request.etag.empty() && request.etag == next->etag;
    const bool same_date = !request.last_modified.empty() && request.last_modified == next->last_modified;
    if (same_etag || same_date) {
        next->status = 304;
        next->body.clear();
    }
    return next;
}

Result<Response> FakeHttpClient::post(const Request& request) { return next_answer(request); }

Result<Download> FakeHttpClient::download(const Request& request, const std::filesystem::path& path) {
    Result<Response> next = next_answer(request);
    if (!next) return next.error();
    if (Status written = base::write_file_atomic(path, next->body); !written) return written.error();
    Download done;
    static_cast<Answer&>(done) = static_cast<const Answer&>(*next);
    done.path = path;
    done.bytes = static_cast<std::int64_t>(next->body.size());
    done.sha256 = base::sha256_hex(next->body);
    return done;
}

std::vector<Request> FakeHttpClient::requests() const {
    const std::lock_guard guard(lock_);
    return requests_;
}

}  // namespace earwitness::fetch
