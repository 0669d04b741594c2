#include "serve/answer.h"

#include <nlohmann/json.hpp>

#include "base/hash.h"

namespace earwitness::serve {
namespace {

int status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::kInvalidArgument:
        case ErrorCode::kMalformed:
            return 400;
        case ErrorCode::kNotFound:
            return 404;
        case ErrorCode::kTooLarge:
            return 413;
        case ErrorCode::kRefused:
            return 403;
        case ErrorCode::kGone:
            return 410;
        case ErrorCode::kUnavailable:
            return 503;
        default:
            return 500;
    }
}

}  // namespace

Answer error_answer(const Error& error) {
    Answer answer;
    answer.status = status_of(error.code);
    const nlohmann::ordered_json body = {
        {"error", {{"code", error_code_name(error.code)}, {"message", error.message}}}};
    answer.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    return answer;
}

Answer json_answer(std::string body) {
    Answer answer;
    answer.body = std::move(body);
    answer.etag = '"' + base::sha256_hex(answer.body).substr(0, 32) + '"';
    return answer;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF", kPlain = "-._~";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           kPlain.find(c) != std::string_view::npos;
        if (plain)
            out += c;
        else
            out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
    return out;
}

}  // namespace earwitness::serve
