#include "pipeline/source.h"

#include "base/files.h"
#include "fetch/address.h"

namespace earwitness::pipeline {
namespace {

namespace fs = std::filesystem;

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
        if (low >= 0) {
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
    if (text.size() < prefix.size()) return false;
    for (std::size_t i = 0; i < prefix.size(); ++i)
        if ((text[i] | 0x20) != (prefix[i] | 0x20)) return false;
    return true;
}

}  // namespace

bool is_http(std::string_view address) {
    return starts_with_ignoring_case(address, "http://") || starts_with_ignoring_case(address, "https://");
}

std::string file_url(const fs::path& path) {
    std::string out = "file://";
    for (const char c : path.string()) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7F && std::string_view("%?#\"<>\\^`{|}").find(c) == std::string_view::npos) {
            out += c;
        } else {
            constexpr char kHex[] = "0123456789ABCDEF";
            out += {'%', kHex[byte >> 4], kHex[byte & 15]};
        }
    }
    return out;
}

Result<fs::path> local_path(const fs::path& feed_file, std::string_view address) {
    std::string_view rest = address.substr(0, address.find_first_of("?#"));
    if (starts_with_ignoring_case(rest, "file:")) {
        rest.remove_prefix(5);
        if (rest.substr(0, 2) == "//")
            rest = rest.find('/', 2) == std::string_view::npos ? std::string_view() : rest.substr(rest.find('/', 2));
    }
    const std::string name = percent_decoded(rest);
    if (name.empty() || name.find('\0') != std::string::npos)
        return make_error(ErrorCode::kInvalidArgument, std::string(address) + ": names no file");
    std::error_code code;
    const fs::path folder = fs::weakly_canonical(feed_file.parent_path(), code);
    const fs::path path = fs::weakly_canonical(fs::path(name).is_absolute() ? fs::path(name) : folder / name, code);
    const fs::path inside = path.lexically_relative(folder);
    if (code || inside.empty() || *inside.begin() == ".." || inside.is_absolute())
        return make_error(ErrorCode::kRefused,
                          std::string(address) + ": lies outside of " + folder.string() +
                              ", the folder of the feed; a local feed may only point to files beside it");
    if (!fs::is_regular_file(path, code))
        return make_error(ErrorCode::kNotFound, path.string() + ": no such file; the feed points to it");
    return path;
}

fetch::Request make_request(const Services& services, const store::ShowRecord& show, std::string_view url) {
    fetch::Request request;
    request.url = std::string(url);
    request.private_addresses =
        services.settings.allow_private ? fetch::PrivateAddresses::kAllow : fetch::PrivateAddresses::kRefuse;
    if (is_http(show.added_as)) request.private_origin = fetch::private_origin_of(show.added_as);
    request.cancelled = services.cancelled;
    return request;
}

Result<Loaded> load(const Services& services, const store::ShowRecord& show, std::string_view address) {
    if (is_http(address)) {
        auto response = services.http.get(make_request(services, show, address));
        if (!response) return response.error();
        return Loaded{std::move(response->body), response->content_type, response->final_url};
    }
    if (show.source != store::ShowSource::kFeedFile)
        return make_error(
            ErrorCode::kRefused,
            std::string(address) + ": is no http or https address; a fetched feed may not point to files");
    auto path = local_path(show.location, address);
    if (!path) return path.error();
    auto bytes = base::read_file(*path, static_cast<std::size_t>(fetch::kMaxPageBytes));
    if (!bytes) return bytes.error();
    return Loaded{std::move(*bytes), "", path->string()};
}

}  // namespace earwitness::pipeline
