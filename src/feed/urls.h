// Addresses as feeds write them: joining a relative one to its base (RFC 3986, 5.2). Checks nothing else: whether an
// address may be fetched is for fetch/ to say.
#pragma once

#include <string>
#include <string_view>

namespace earwitness::feed {

// True where it begins with a scheme ("https:", "tag:").
bool is_absolute_url(std::string_view url);

// `url` where it is absolute or the base is not; with "." and ".." resolved otherwise.
std::string resolve_url(std::string_view base, std::string_view url);

}  // namespace earwitness::feed
