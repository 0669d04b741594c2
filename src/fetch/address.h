// Which addresses are private, and which of them the user allowed. A feed is written by a stranger: what it
// points to must not reach the user's own machine or network. The check that counts is made on the socket's real
// address (curl_transport.cc), so that a name cannot say one thing and resolve to another.
#pragma once

#include <sys/socket.h>

#include <string>
#include <string_view>

namespace earwitness::fetch {

// Loopback, RFC 1918, link-local, shared (CGNAT), unique local, multicast, reserved and unspecified addresses,
// and IPv6 forms that carry one of these IPv4 addresses. Anything but IPv4 and IPv6 is private.
bool is_private_address(const sockaddr* address);

// True for a literal private address ("127.0.0.1", "[::1]"), "localhost", names without a dot and names under
// .localhost, .local, .internal, .lan and .home.arpa: names that no stranger can own.
bool is_private_host(std::string_view host);

// "host:port" in lower case, the port always there; "" where it is no http or https URL.
std::string origin_of(std::string_view url);

// For a URL that the user typed: its origin where its host is private by its very name, else "". A public name
// that resolves to a private address stays refused without --allow-private: its owner may be a stranger.
std::string private_origin_of(std::string_view url);

}  // namespace earwitness::fetch
