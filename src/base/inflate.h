// gzip and zlib bytes to plain ones, with a limit: a small file that unpacks to gigabytes is refused.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "earwitness/result.h"

namespace earwitness::base {

// True where the bytes begin like a gzip file, whatever they are called.
bool looks_gzipped(std::string_view bytes);

// kTooLarge when more than max_bytes come out, kMalformed when it is not gzip or zlib. A stream that was cut
// short gives what could be unpacked, with a diagnostic added where `odd` is given.
Result<std::string> inflate_bytes(std::string_view bytes, std::size_t max_bytes, Diagnostics* odd = nullptr);

}  // namespace earwitness::base
