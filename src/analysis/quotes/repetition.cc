#include "analysis/quotes/repetition.h"

#include <algorithm>
#include <bit>

namespace earwitness::analysis::quotes {
namespace {

// Lower-case runs of letters and digits (bytes above ASCII count as letters), hashed with FNV-1a.
RepetitionFilter::Words word_set(std::string_view passage) {
    RepetitionFilter::Words words;
    std::vector<std::uint64_t>& out = words.hashes;
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
    for (const std::uint64_t word : out) words.marks[word >> 6 & 3] |= std::uint64_t{1} << (word & 63);
    return words;
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

// How many words of `few` are surely not in `many`: those whose marks are not.
std::size_t surely_missing(const RepetitionFilter::Words& few, const RepetitionFilter::Words& many) {
    std::size_t out = 0;
    for (std::size_t i = 0; i < few.marks.size(); ++i)
        out += static_cast<std::size_t>(std::popcount(few.marks[i] & ~many.marks[i]));
    return out;
}

bool repeats(const RepetitionFilter::Words& a, const RepetitionFilter::Words& b) {
    const RepetitionFilter::Words &few = a.hashes.size() < b.hashes.size() ? a : b, &many = &few == &a ? b : a;
    if (surely_missing(few, many) * 5 > few.hashes.size()) return false;
    const std::size_t both = shared(few.hashes, many.hashes);
    return both > 0 && both * 5 >= few.hashes.size() * 4;
}

}  // namespace

bool RepetitionFilter::is_repeated(std::string_view passage) {
    Words words = word_set(passage);
    for (const Words& known : kept_)
        if (repeats(words, known)) return true;
    kept_.push_back(std::move(words));
    return false;
}

}  // namespace earwitness::analysis::quotes
