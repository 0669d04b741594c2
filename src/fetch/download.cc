// Client::download(): the part of an earlier call is gone on with where the server proves that the file is the
// same (RFC 9110, 14.4 and 13.1.5: Range with If-Range), else everything is fetched again.
#include "fetch/client.h"
#include "fetch/part_file.h"

namespace earwitness::fetch {
namespace {

constexpr std::int64_t kDownloadLimitMs = std::int64_t{4} * 3600 * 1000;

// What a later call may go on with; anything else leaves nothing behind.
bool is_worth_keeping(ErrorCode code) {
    return code == ErrorCode::kNetwork || code == ErrorCode::kUnavailable || code == ErrorCode::kCancelled ||
           code == ErrorCode::kIo;
}

}  // namespace

Result<Download> Client::download(const Request& original, const std::filesystem::path& path) {
    Request request = original;
    request.etag.clear();
    request.last_modified.clear();
    Result<Url> url = parse_url(request.url);
    if (!url) return url.error();
    auto opened = PartFile::open(request, path);
    if (!opened) return opened.error();
    PartFile& file = **opened;

    Exchange exchange;
    exchange.request = &request;
    exchange.url = std::move(*url);
    exchange.time_limit_ms = request.time_limit_ms > 0 ? request.time_limit_ms : kDownloadLimitMs;
    exchange.offer_compression = false;
    exchange.range_from = file.resume_at();
    exchange.if_range = file.validator();
    Result<Answer> answer = fetch(exchange, file);
    const bool refused_to_resume = !answer && exchange.range_from > 0 && !is_worth_keeping(answer.error().code) &&
                                   answer.error().code != ErrorCode::kTooLarge;
    if (refused_to_resume) {
        const std::string why = answer.error().message;
        file.start_over();
        exchange.range_from = 0;
        answer = fetch(exchange, file);
        if (answer) answer->diagnostics.push_back({"resume_refused", why, 0});
    }
    Status finished = answer ? file.finish() : Status(tl::unexpect, answer.error());
    if (!finished) {
        if (!is_worth_keeping(finished.error().code) || file.is_empty()) file.remove();
        return finished.error();
    }
    Download done;
    static_cast<Answer&>(done) = std::move(*answer);
    done.path = path;
    done.bytes = file.bytes();
    done.sha256 = file.sha256();
    done.resumed_from = file.resumed_from();
    return done;
}

}  // namespace earwitness::fetch
