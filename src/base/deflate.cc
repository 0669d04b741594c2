#include "base/deflate.h"

#include <zlib.h>

#include <new>

namespace earwitness::base {

std::string deflate_bytes(std::string_view bytes) {
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    std::string out(size, '\0');
    // The only failures that compress2 knows are a buffer that is too small, which compressBound excludes, and
    // no memory.
    if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                  static_cast<uLong>(bytes.size()), 6) != Z_OK)
        throw std::bad_alloc();
    out.resize(size);
    return out;
}

}  // namespace earwitness::base
