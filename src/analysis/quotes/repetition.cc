#include "analysis/quotes/repetition.h"

#include <algorithm>

namespace earwitness::analysis::quotes {
namespace {

// Lower-case runs of letters and digits (bytes above ASCII count as letters), hashed with FNV-1a.
std::vector<std::uint64_t> word_set(std::string_view passage) {
    std::vector<std::uint64_t> out;
    constexpr std::uint64_t kStart = 1469598103934665603u;
    std::uint64_t hash = kStart;
    for (std::size_t i = 0; i <= passage.size(); ++i) {
        unsigned char c = i < passage.size() ? static_cast<unsigned char>(passage[i]) : ' ';
        if (c >= 'A' && c <= 'Z') c = static_cast<unsigned char>(c + 32);
        const bool inside = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
        if (inside) {
            hash = (hash ^ c) * 1099511628211u;
        } else if (hash != kStart) {
            out.push_back(hash);
            hash = kStart;
        }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::size_t shared(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    std::size_t out = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i == *j)
            ++out, ++i, ++j;
        else if (*i < *j)
            ++i;
        else
            ++j;
    }
    return out;
}

}  // namespace

bool RepetitionFilter::is_repeated(std::string_view passage) {
    std::vector<std::uint64_t> words = word_set(passage);
    for (const auto& known : kept_) {
        const std::size_t both = shared(words, known);
        if (both > 0 && both * 5 >= std::min(words.size(), known.size()) * 4) return true;
    }
    kept_.push_back(std::move(words));
    return false;
}

}  // namespace earwitness::analysis::quotes
