#include "fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "fetch/url.h"

namespace earwitness::fetch {
namespace {

struct Block4 {
    std::uint32_t prefix;
    int bits;
};

// IANA's special-purpose registry, as far as an address in it is not a public host's.
constexpr Block4 kPrivate4[] = {
    {0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},  {0xA9FE0000, 16},
    {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24}, {0xC0A80000, 16}, {0xC6120000, 15},
    {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 4},  {0xF0000000, 4},
};

bool is_private4(std::uint32_t address) {
    return std::any_of(std::begin(kPrivate4), std::end(kPrivate4), [&](const Block4& block) {
        return (address >> (32 - block.bits)) == (block.prefix >> (32 - block.bits));
    });
}

using Bytes6 = std::array<unsigned char, 16>;

std::uint32_t four_bytes(const Bytes6& bytes, std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 | std::uint32_t{bytes[at + 2]} << 8 |
           bytes[at + 3];
}

bool all_zero(const Bytes6& bytes, std::size_t begin, std::size_t end) {
    return std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(begin),
                       bytes.begin() + static_cast<std::ptrdiff_t>(end), [](unsigned char c) { return c == 0; });
}

bool is_private6(const Bytes6& b) {
    if (all_zero(b, 0, 10) && b[10] == 0xFF && b[11] == 0xFF) return is_private4(four_bytes(b, 12));  // v4-mapped
    if (all_zero(b, 0, 8)) return true;                  // ::, ::1, v4-compatible and what else is reserved there
    if (b[0] == 0x01 && all_zero(b, 1, 8)) return true;  // 100::/64 discard
    if (b[0] == 0 && b[1] == 0x64 && b[2] == 0xFF && b[3] == 0x9B)  // NAT64: 64:ff9b::/96, and 64:ff9b:1::/48 is local
        return !all_zero(b, 4, 12) || is_private4(four_bytes(b, 12));
    if (b[0] == 0x20 && b[1] == 0x02) return is_private4(four_bytes(b, 2));         // 6to4
    if (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0) return true;        // Teredo
    if (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0D && b[3] == 0xB8) return true;  // documentation
    if ((b[0] & 0xFE) == 0xFC) return true;                                         // unique local
    if (b[0] == 0xFE && (b[1] & 0x80) != 0) return true;                            // link-local and the old site-local
    return b[0] == 0xFF;                                                            // multicast
}

bool has_suffix(std::string_view text, std::string_view suffix) {
    return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

}  // namespace

bool is_private_address(const sockaddr* address) {
    if (address->sa_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, address, sizeof four);
        return is_private4(ntohl(four.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 six{};
        std::memcpy(&six, address, sizeof six);
        Bytes6 bytes{};
        std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
        return is_private6(bytes);
    }
    return true;
}

bool is_private_host(std::string_view host) {
    std::string name(host);
    if (name.size() > 2 && name.front() == '[' && name.back() == ']') {
        name = name.substr(1, name.size() - 2);
        name = name.substr(0, name.find('%'));
        sockaddr_in6 six{};
        six.sin6_family = AF_INET6;
        return inet_pton(AF_INET6, name.c_str(), &six.sin6_addr) != 1 ||
               is_private_address(reinterpret_cast<sockaddr*>(&six));
    }
    sockaddr_in four{};
    four.sin_family = AF_INET;
    if (inet_pton(AF_INET, name.c_str(), &four.sin_addr) == 1)
        return is_private_address(reinterpret_cast<sockaddr*>(&four));
    if (!name.empty() && name.back() == '.') name.pop_back();
    if (name.find('.') == std::string::npos) return true;
    for (const char* suffix : {".localhost", ".local", ".internal", ".lan", ".home.arpa"})
        if (has_suffix(name, suffix)) return true;
    return false;
}

std::string origin_of(std::string_view url) {
    const Result<Url> parsed = parse_url(url);
    return parsed ? parsed->host + ":" + std::to_string(parsed->port) : "";
}

std::string private_origin_of(std::string_view url) {
    const Result<Url> parsed = parse_url(url);
    return parsed && is_private_host(parsed->host) ? origin_of(url) : "";
}

}  // namespace earwitness::fetch
