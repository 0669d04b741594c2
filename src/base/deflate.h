// Bytes to zlib bytes: how the archive keeps texts. The inverse is base/inflate.h. The same bytes give the same
// result with the same zlib.
#pragma once

#include <string>
#include <string_view>

namespace earwitness::base {

std::string deflate_bytes(std::string_view bytes);

}  // namespace earwitness::base
