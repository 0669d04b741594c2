#include "base/inflate.h"

#include <zlib.h>

#include <array>

namespace earwitness::base {

bool looks_gzipped(std::string_view bytes) {
    return bytes.size() >= 3 && bytes[0] == '\x1f' && bytes[1] == '\x8b' && bytes[2] == '\x08';
}

Result<std::string> inflate_bytes(std::string_view bytes, std::size_t max_bytes, Diagnostics* odd) {
    z_stream stream{};
    // 15 = the largest window, +32 = gzip or zlib, told by the header.
    if (inflateInit2(&stream, 15 + 32) != Z_OK) return make_error(ErrorCode::kIo, "zlib could not be started");
    struct End {
        z_stream* stream;
        ~End() { inflateEnd(stream); }
    } end{&stream};
    std::string out;
    std::array<unsigned char, 65536> block{};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    std::size_t left = bytes.size();
    int state = Z_OK;
    while (state != Z_STREAM_END) {
        if (stream.avail_in == 0) {
            const std::size_t piece = std::min<std::size_t>(left, 1 << 30);
            stream.avail_in = static_cast<uInt>(piece);
            left -= piece;
        }
        stream.next_out = block.data();
        stream.avail_out = block.size();
        state = inflate(&stream, Z_NO_FLUSH);
        out.append(reinterpret_cast<char*>(block.data()), block.size() - stream.avail_out);
        if (out.size() > max_bytes)
            return make_error(ErrorCode::kTooLarge, "compressed data unpacks to more than the limit of " +
                                                        std::to_string(max_bytes) + " bytes");
        const bool cut = state == Z_BUF_ERROR && stream.avail_in == 0 && left == 0;
        if (cut || (state != Z_OK && state != Z_STREAM_END && !out.empty())) {
            if (out.empty()) return make_error(ErrorCode::kMalformed, "compressed data is cut short");
            if (odd)
                odd->push_back({"gzip_damaged", "compressed data is damaged or cut short; read as far as it goes", 0});
            return out;
        }
        if (state != Z_OK && state != Z_STREAM_END)
            return make_error(ErrorCode::kMalformed, "not gzip data, although it begins like it");
    }
    return out;
}

}  // namespace earwitness::base
