#include "text/word_alignment.h"

#include <algorithm>
#include <unordered_map>

namespace earwitness::text {
namespace {

using Words = std::span<const std::uint32_t>;

constexpr std::size_t kSmall = 500;  // words squared: cheaper to compare than to look for rows
constexpr std::size_t kMostCells = 4'000 * 4'000;

std::uint64_t row_hash(Words words, std::size_t at, std::size_t length) {
    std::uint64_t hash = 1469598103934665603ULL;
    for (std::size_t i = at; i < at + length; ++i) hash = (hash ^ words[i]) * 1099511628211ULL;
    return hash;
}

// Where rows of `length` words stand that stand once in each, by their place in a.
std::vector<WordPair> rows_in_both(Words a, Words b, std::size_t length) {
    struct Places {
        std::uint32_t in_a = 0, in_b = 0, count_a = 0, count_b = 0;
    };
    std::unordered_map<std::uint64_t, Places> places;
    for (std::uint32_t i = 0; i + length <= a.size(); ++i) {
        Places& p = places[row_hash(a, i, length)];
        p.in_a = i;
        ++p.count_a;
    }
    for (std::uint32_t i = 0; i + length <= b.size(); ++i) {
        const auto found = places.find(row_hash(b, i, length));
        if (found == places.end()) continue;
        found->second.in_b = i;
        ++found->second.count_b;
    }
    std::vector<WordPair> out;
    for (const auto& [hash, p] : places)
        if (p.count_a == 1 && p.count_b == 1 &&
            std::equal(a.begin() + p.in_a, a.begin() + p.in_a + static_cast<std::ptrdiff_t>(length),
                       b.begin() + p.in_b))
            out.push_back({p.in_a, p.in_b});
    std::sort(out.begin(), out.end(), [](const WordPair& x, const WordPair& y) { return x.a < y.a; });
    return out;
}

// The longest part of the pairs that rises in b, too (patience sorting).
std::vector<WordPair> longest_rising(const std::vector<WordPair>& pairs) {
    std::vector<std::size_t> tops;
    std::vector<std::size_t> before(pairs.size(), pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto pile = std::lower_bound(tops.begin(), tops.end(), i,
                                           [&](std::size_t x, std::size_t y) { return pairs[x].b < pairs[y].b; });
        if (pile != tops.begin()) before[i] = *(pile - 1);
        if (pile == tops.end())
            tops.push_back(i);
        else
            *pile = i;
    }
    std::vector<WordPair> out;
    for (std::size_t at = tops.empty() ? pairs.size() : tops.back(); at < pairs.size(); at = before[at])
        out.push_back(pairs[at]);
    std::reverse(out.begin(), out.end());
    return out;
}

class Aligner {
  public:
    Aligner(Words a, Words b) : a_(a), b_(b) {}

    std::vector<WordPair> run() {
        between(0, a_.size(), 0, b_.size(), 4);
        return supported();
    }

  private:
    // Pairs of a[a0, a1) and b[b0, b1), appended in order; rows of more than `length` words were looked for already.
    void between(std::size_t a0, std::size_t a1, std::size_t b0, std::size_t b1, std::size_t length) {
        while (a0 < a1 && b0 < b1 && a_[a0] == b_[b0] && (a0 > 0 || b0 > 0)) add(a0++, b0++);
        if (a0 == a1 || b0 == b1) return;
        if (a1 - a0 <= kSmall && b1 - b0 <= kSmall) return common(a0, a1, b0, b1);
        for (; length >= 2; --length) {
            const auto rows = longest_rising(rows_in_both(a_.subspan(a0, a1 - a0), b_.subspan(b0, b1 - b0), length));
            if (rows.empty()) continue;
            std::size_t a_at = a0, b_at = b0;
            for (const auto& row : rows) {
                // Rows overlap: the words that one row has already given are not given again.
                const std::size_t in_a = a0 + row.a, in_b = b0 + row.b;
                if (in_a < a_at || in_b < b_at) continue;
                between(a_at, in_a, b_at, in_b, length);
                for (std::size_t k = 0; k < length; ++k) add(in_a + k, in_b + k);
                a_at = in_a + length;
                b_at = in_b + length;
            }
            return between(a_at, a1, b_at, b1, length - 1);
        }
        if ((a1 - a0) * (b1 - b0) <= kMostCells) common(a0, a1, b0, b1);
    }

    // Longest common subsequence.
    void common(std::size_t a0, std::size_t a1, std::size_t b0, std::size_t b1) {
        const std::size_t rows = a1 - a0, columns = b1 - b0;
        // best[i][j] of the words from i and from j on; only where it came from is kept whole.
        enum : char { kBoth, kSkipA, kSkipB };
        std::vector<char> step(rows * columns);
        std::vector<std::uint32_t> below(columns + 1), here(columns + 1);
        for (std::size_t i = rows; i-- > 0;) {
            here[columns] = 0;
            for (std::size_t j = columns; j-- > 0;) {
                if (a_[a0 + i] == b_[b0 + j]) {
                    here[j] = below[j + 1] + 1;
                    step[i * columns + j] = kBoth;
                } else {
                    step[i * columns + j] = below[j] >= here[j + 1] ? kSkipA : kSkipB;
                    here[j] = std::max(below[j], here[j + 1]);
                }
            }
            below.swap(here);
        }
        for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
            const char s = step[i * columns + j];
            if (s == kBoth) add(a0 + i, b0 + j);
            i += s != kSkipB;
            j += s != kSkipA;
        }
    }

    void add(std::size_t a, std::size_t b) {
        out_.push_back({static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)});
    }

    // The pairs that stand with another one, at most three words away and shifted by one word at most.
    std::vector<WordPair> supported() const {
        const auto agree = [](const WordPair& x, const WordPair& y) {
            const std::uint32_t in_a = y.a - x.a, in_b = y.b - x.b;
            return in_a <= 3 && in_b <= 3 && std::max(in_a, in_b) - std::min(in_a, in_b) <= 1;
        };
        std::vector<WordPair> out;
        for (std::size_t i = 0; i < out_.size(); ++i)
            if ((i > 0 && agree(out_[i - 1], out_[i])) || (i + 1 < out_.size() && agree(out_[i], out_[i + 1])))
                out.push_back(out_[i]);
        return out;
    }

    Words a_, b_;
    std::vector<WordPair> out_;
};

}  // namespace

std::vector<WordPair> align_words(Words a, Words b) { return Aligner(a, b).run(); }

}  // namespace earwitness::text
