#include "fetch/url.h"

#include <curl/curl.h>

#include <charconv>
#include <memory>

namespace earwitness::fetch {
namespace {

constexpr std::size_t kMaxUrlBytes = 8000;
constexpr unsigned kParseFlags = CURLU_URLENCODE | CURLU_ALLOW_SPACE;

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part(CURLU* handle, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(handle, which, &text, flags) != CURLUE_OK) return {};
    std::string out(text);
    curl_free(text);
    return out;
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

Error bad_url(std::string_view text, std::string_view reason) {
    return make_error(ErrorCode::kInvalidArgument,
                      "not a URL that can be fetched: '" + printable_url(text) + "' (" + std::string(reason) + ")");
}

Result<Url> set_and_read(CURLU* handle, std::string_view text) {
    if (text.size() > kMaxUrlBytes) return bad_url(text, "it is over 8000 bytes long");
    const CURLUcode code = curl_url_set(handle, CURLUPART_URL, std::string(text).c_str(), kParseFlags);
    if (code != CURLUE_OK) return bad_url(text, curl_url_strerror(code));
    Url url;
    url.scheme = lower(part(handle, CURLUPART_SCHEME));
    if (url.scheme != "http" && url.scheme != "https") return bad_url(text, "only http and https are fetched");
    curl_url_set(handle, CURLUPART_FRAGMENT, nullptr, 0);
    url.host = lower(part(handle, CURLUPART_HOST));
    if (url.host.empty()) return bad_url(text, "it names no host");
    const std::string port = part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    std::from_chars(port.data(), port.data() + port.size(), url.port);
    if (url.port < 1 || url.port > 65535) return bad_url(text, "its port is not in 1 to 65535");
    url.text = part(handle, CURLUPART_URL);
    return url;
}

}  // namespace

Result<Url> parse_url(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    if (text.find("://") == std::string_view::npos) return bad_url(text, "it does not begin with http:// or https://");
    const Handle handle(curl_url(), &curl_url_cleanup);
    return set_and_read(handle.get(), text);
}

Result<Url> resolve_url(const Url& base, std::string_view reference) {
    const Handle handle(curl_url(), &curl_url_cleanup);
    if (Result<Url> first = set_and_read(handle.get(), base.text); !first) return first;
    return set_and_read(handle.get(), reference);
}

std::string printable_url(std::string_view url) {
    std::string out;
    const std::size_t scheme = url.find("://");
    if (scheme != std::string_view::npos) {
        const std::size_t host = scheme + 3;
        const std::size_t end = std::min(url.find_first_of("/?#", host), url.size());
        const std::size_t at = url.substr(0, end).rfind('@');
        out = url.substr(0, host);
        url.remove_prefix(at != std::string_view::npos && at >= host ? at + 1 : host);
    }
    for (const char c : url.substr(0, 300)) out += static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? '?' : c;
    if (url.size() > 300) out += "...";
    return out;
}

}  // namespace earwitness::fetch
