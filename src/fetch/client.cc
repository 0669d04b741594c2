#include "fetch/client.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>

#include "base/brief.h"

namespace earwitness::fetch {
namespace {

constexpr std::int64_t kGetLimitMs = 2 * 60 * 1000;
constexpr std::int64_t kLongestRetryAfterS = 30 * 24 * 3600;

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// Collects a body in memory, up to a limit that counts decoded bytes.
class MemorySink : public BodySink {
  public:
    explicit MemorySink(const Request& request)
        : request_(request), limit_(request.max_bytes > 0 ? request.max_bytes : kMaxPageBytes) {}

    Status begin(const Reply& reply) override {
        body.clear();
        expected_ = reply.content_encoding.empty() ? reply.content_length : -1;
        if (reply.content_length > limit_) return too_large();
        if (expected_ > 0) body.reserve(static_cast<std::size_t>(expected_));
        return {};
    }
    Status write(std::string_view bytes) override {
        if (static_cast<std::int64_t>(body.size() + bytes.size()) > limit_) return too_large();
        body.append(bytes);
        if (request_.progress) request_.progress(static_cast<std::int64_t>(body.size()), expected_);
        return {};
    }

    std::string body;

  private:
    Error too_large() const {
        return make_error(ErrorCode::kTooLarge,
                          "the answer is larger than the limit of " + std::to_string(limit_) + " bytes");
    }

    const Request& request_;
    const std::int64_t limit_;
    std::int64_t expected_ = -1;
};

// What a server said, fit for a message.
std::string one_line(std::string_view text) {
    std::string out = base::brief(text);
    for (char& c : out)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return out;
}

}  // namespace

std::int64_t parse_retry_after(std::string_view value, std::int64_t now_s) {
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (error == std::errc::result_out_of_range) return kLongestRetryAfterS;
    if (error != std::errc() || end != value.data() + value.size()) {
        const std::int64_t moment = curl_getdate(std::string(value).c_str(), nullptr);
        if (moment < 0) return 0;
        seconds = moment - now_s;
    }
    return std::clamp<std::int64_t>(seconds, 0, kLongestRetryAfterS);
}

Error Client::status_error(const Reply& reply, const std::string& url) const {
    std::string said = printable_url(url) + ": the server answers " + std::to_string(reply.status);
    if (!reply.refusal.empty()) said += ": " + one_line(reply.refusal) + ",";
    switch (reply.status) {
        case 404:
            return make_error(ErrorCode::kNotFound, said + " (not found)");
        case 410:
            return make_error(ErrorCode::kGone, said + " (gone for good)");
        case 401:
        case 403:
        case 407:
        case 451:
            return make_error(ErrorCode::kRefused, said + " (it refuses; a private feed's URL carries its key)");
        default:
            break;
    }
    if (reply.status == 408 || reply.status == 425 || reply.status == 429 || reply.status >= 500) {
        Error error = make_error(ErrorCode::kUnavailable, said + " (not now)");
        error.retry_after_s = parse_retry_after(reply.retry_after, clock_.now_s());
        if (error.retry_after_s > 0)
            error.message += "; it asks to be left alone for " + std::to_string(error.retry_after_s) + " s";
        return error;
    }
    if (reply.status >= 400 && reply.status < 500)
        return make_error(ErrorCode::kRefused, said + " (it refuses the request)");
    return make_error(ErrorCode::kMalformed, said + ", which is no answer to the request");
}

Result<Client::Followed> Client::follow(Exchange exchange, BodySink& sink) {
    const std::int64_t deadline = clock_.now_ms() + exchange.time_limit_ms;
    const std::string asked = exchange.url.text;
    Followed out;
    out.answer.permanent_url = exchange.request->url;
    bool permanent = true;
    for (;;) {
        exchange.time_limit_ms = deadline - clock_.now_ms();
        if (exchange.time_limit_ms <= 0)
            return make_error(ErrorCode::kNetwork, printable_url(asked) + ": too slow (time limit)");
        Result<Reply> reply = transport_.exchange(exchange, sink);
        if (!reply && reply.error().code == ErrorCode::kUnsupported && !exchange.ignore_encoding) {
            exchange.ignore_encoding = true;
            out.answer.diagnostics.push_back({"encoding_ignored", reply.error().message, 0});
            continue;
        }
        if (!reply) return reply.error();
        if (!is_redirect(reply->status)) {
            out.reply = std::move(*reply);
            out.answer.final_url = exchange.url.text;
            return out;
        }
        if (exchange.post)
            return make_error(ErrorCode::kRefused,
                              printable_url(exchange.url.text) + ": answers with a redirect (" +
                                  std::to_string(reply->status) + " to " + printable_url(reply->location) +
                                  "), which is not followed with what was sent; give the address that it leads to");
        if (reply->location.empty())
            return make_error(ErrorCode::kMalformed, printable_url(exchange.url.text) + ": a redirect (" +
                                                         std::to_string(reply->status) + ") to nowhere");
        if (++out.answer.redirects > max_redirects_)
            return make_error(ErrorCode::kTooLarge, printable_url(asked) + ": more than " +
                                                        std::to_string(max_redirects_) + " redirects, the last to " +
                                                        printable_url(reply->location));
        Result<Url> next = resolve_url(exchange.url, reply->location);
        if (!next) return in_context(printable_url(exchange.url.text) + ": redirected", next.error());
        const bool downgrade = exchange.url.scheme == "https" && next->scheme == "http";
        if (downgrade)
            out.answer.diagnostics.push_back({"redirect_downgrade",
                                              printable_url(exchange.url.text) + ": redirected from https to " +
                                                  printable_url(next->text) + ", which anyone on the way can change",
                                              0});
        permanent = permanent && !downgrade && (reply->status == 301 || reply->status == 308);
        exchange.url = std::move(*next);
        if (permanent) out.answer.permanent_url = exchange.url.text;
    }
}

Result<Answer> Client::fetch(const Exchange& exchange, BodySink& sink) {
    Result<Followed> followed = follow(exchange, sink);
    if (!followed) return followed.error();
    const Reply& reply = followed->reply;
    const bool conditional = !exchange.request->etag.empty() || !exchange.request->last_modified.empty();
    const bool unchanged = reply.status == 304 && conditional && exchange.range_from == 0;
    const bool part_unasked = reply.status == 206 && exchange.range_from == 0;
    if (part_unasked || (!unchanged && (reply.status < 200 || reply.status > 299)))
        return status_error(reply, followed->answer.final_url);
    Answer answer = std::move(followed->answer);
    answer.status = reply.status;
    answer.etag = reply.etag;
    answer.last_modified = reply.last_modified;
    answer.content_type = reply.content_type;
    return answer;
}

Result<Response> Client::get(const Request& request) { return in_memory(request, false); }

Result<Response> Client::post(const Request& request) { return in_memory(request, true); }

Result<Response> Client::in_memory(const Request& request, bool post) {
    Result<Url> url = parse_url(request.url);
    if (!url) return url.error();
    Exchange exchange;
    exchange.post = post;
    exchange.request = &request;
    exchange.url = std::move(*url);
    exchange.time_limit_ms = request.time_limit_ms > 0 ? request.time_limit_ms : kGetLimitMs;
    MemorySink sink(request);
    Result<Answer> answer = fetch(exchange, sink);
    if (!answer) return answer.error();
    Response response;
    static_cast<Answer&>(response) = std::move(*answer);
    if (!response.not_modified()) response.body = std::move(sink.body);
    return response;
}

}  // namespace earwitness::fetch
