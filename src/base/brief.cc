#include "base/brief.h"

namespace earwitness::base {

std::string brief(std::string_view what) {
    constexpr std::size_t kMost = 200;
    what = what.substr(0, what.find("; last read"));
    if (what.size() <= kMost) return std::string(what);
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(what[end]) & 0xC0) == 0x80) --end;
    return std::string(what.substr(0, end)) + " ...";
}

}  // namespace earwitness::base
