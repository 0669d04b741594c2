#include "analysis/quotes/repetition.h"

#include <algorithm>
#include <bit>
#include <string>

#include "text/stop_words.h"

namespace earwitness::analysis::quotes {
namespace {

using WordSet = RepetitionFilter::WordSet;

void close(WordSet& set) {
    std::sort(set.hashes.begin(), set.hashes.end());
    set.hashes.erase(std::unique(set.hashes.begin(), set.hashes.end()), set.hashes.end());
    for (const std::uint64_t word : set.hashes) set.marks[word >> 6 & 3] |= std::uint64_t{1} << (word & 63);
}

// Lower-case runs of letters and digits (bytes above ASCII count as letters), hashed with FNV-1a.
RepetitionFilter::Words words_of(std::string_view passage) {
    RepetitionFilter::Words words;
    constexpr std::uint64_t kStart = 1469598103934665603u;
    std::uint64_t hash = kStart;
    std::string word;
    for (std::size_t i = 0; i <= passage.size(); ++i) {
        unsigned char c = i < passage.size() ? static_cast<unsigned char>(passage[i]) : ' ';
        if (c >= 'A' && c <= 'Z') c = static_cast<unsigned char>(c + 32);
        const bool inside = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
        if (inside) {
            hash = (hash ^ c) * 1099511628211u;
            word += static_cast<char>(c);
        } else if (hash != kStart) {
            words.all.hashes.push_back(hash);
            // "s" and "ll" of contractions mean nothing either.
            if (word.size() > 2 && text::word_class(word) != text::WordClass::kStop) words.meant.hashes.push_back(hash);
            hash = kStart;
            word.clear();
        }
    }
    close(words.all);
    close(words.meant);
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
std::size_t surely_missing(const WordSet& few, const WordSet& many) {
    std::size_t out = 0;
    for (std::size_t i = 0; i < few.marks.size(); ++i)
        out += static_cast<std::size_t>(std::popcount(few.marks[i] & ~many.marks[i]));
    return out;
}

// Of the shorter one's words `part` in `whole`, and `least` of them, are the longer one's too.
bool share(const WordSet& a, const WordSet& b, std::size_t part, std::size_t whole, std::size_t least) {
    const WordSet &few = a.hashes.size() < b.hashes.size() ? a : b, &many = &few == &a ? b : a;
    if (surely_missing(few, many) * whole > few.hashes.size() * (whole - part)) return false;
    const std::size_t both = shared(few.hashes, many.hashes);
    return both >= least && both * whole >= few.hashes.size() * part;
}

}  // namespace

bool RepetitionFilter::is_repeated(std::string_view passage) {
    Words words = words_of(passage);
    for (const Words& known : kept_)
        if (share(words.all, known.all, 4, 5, 1) || share(words.meant, known.meant, 2, 3, 5)) return true;
    kept_.push_back(std::move(words));
    return false;
}

}  // namespace earwitness::analysis::quotes
