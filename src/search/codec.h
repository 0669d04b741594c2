// Rows of whole numbers as bytes: 7 bits a byte, rising lists as differences. Reading is bounded and gives up quietly
// on damaged bytes (the archive's own check finds those).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace earwitness::search {

inline void append_number(std::uint64_t value, std::string& out) {
    while (value >= 0x80) {
        out += static_cast<char>(value | 0x80);
        value >>= 7;
    }
    out += static_cast<char>(value);
}

class NumberReader {
  public:
    explicit NumberReader(std::string_view bytes) : bytes_(bytes) {}
    bool done() const { return at_ >= bytes_.size(); }
    // 0 behind the end.
    std::uint64_t next() {
        std::uint64_t value = 0;
        for (int shift = 0; at_ < bytes_.size() && shift < 63; shift += 7) {
            const auto byte = static_cast<unsigned char>(bytes_[at_++]);
            value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if (byte < 0x80) break;
        }
        return value;
    }
    std::string_view take(std::uint64_t bytes) {
        const auto part = bytes_.substr(at_, bytes);
        at_ += part.size();
        return part;
    }

  private:
    std::string_view bytes_;
    std::size_t at_ = 0;
};

}  // namespace earwitness::search
