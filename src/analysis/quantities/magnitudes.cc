#include "analysis/quantities/magnitudes.h"

#include <cmath>
#include <string>
#include <utility>

#include "analysis/sentence_words.h"

namespace earwitness::analysis::quantities {
namespace {

// clang-format off
constexpr std::pair<std::string_view, int> kDigitCounts[] = {
    {"single", 1}, {"one", 1}, {"double", 2}, {"two", 2}, {"triple", 3}, {"three", 3}, {"four", 4}, {"five", 5},
    {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}, {"2", 2}, {"3", 3}, {"4", 4}, {"5", 5},
    {"6", 6}, {"7", 7}, {"8", 8}, {"9", 9}, {"10", 10},
};
constexpr std::pair<std::string_view, double> kPlurals[] = {
    {"tens", 10}, {"hundreds", 100}, {"thousands", 1e3}, {"millions", 1e6}, {"billions", 1e9}, {"trillions", 1e12},
    {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12},
};
// clang-format on

template <typename Value, std::size_t N>
Value value_of(const std::pair<std::string_view, Value> (&table)[N], std::string_view word) {
    for (const auto& [known, value] : table)
        if (known == word) return value;
    return 0;
}

class Reader {
  public:
    Reader(std::string_view text, const std::vector<text::Token>& tokens, std::uint32_t at, std::uint32_t end)
        : text_(text), tokens_(tokens), start_(at), end_(end) {}

    Numeral read() const {
        const std::string first = lowered(raw(start_));
        if (first == "tens" || first == "hundreds" || first == "thousands") return multiples(first);
        return digits(first);
    }

  private:
    std::string_view raw(std::uint32_t at) const { return at < end_ ? tokens_[at].span.in(text_) : std::string_view(); }

    Numeral between(double least, double most, std::uint32_t tokens) const {
        Numeral out;
        out.kind = NumeralKind::kMagnitude;
        out.value = least;
        out.most = most;
        out.tokens = tokens;
        out.in_words = true;
        out.has_scale = true;
        return out;
    }

    // "tens of thousands", "hundreds of millions"
    Numeral multiples(const std::string& first) const {
        const std::string second = lowered(raw(start_ + 2));
        const double scale = second.size() > 1 && second.back() == 's' ? value_of(kPlurals, second) : 0;
        if (lowered(raw(start_ + 1)) != "of" || scale < 1e3) return {};
        const double least = value_of(kPlurals, first) * scale;
        return between(least, least * 10, 3);
    }

    // "three-digit millions", "double digits", "a low seven-figure sum"
    Numeral digits(const std::string& first) const {
        const std::size_t hyphen = first.find('-');
        const int count = value_of(kDigitCounts, std::string_view(first).substr(0, hyphen));
        if (count == 0) return {};
        const bool joined = hyphen != std::string::npos;
        std::string noun = joined ? first.substr(hyphen + 1) : lowered(raw(start_ + 1));
        std::uint32_t taken = joined ? 1 : 2;
        if (noun == "-") noun = lowered(raw(start_ + 2)), ++taken;
        const bool is_money = noun == "figure" || noun == "figures";
        if (!is_money && noun != "digit" && noun != "digits") return {};
        // "Two digits" and "four figures" are counted; only "six figures" is an amount of money by itself.
        if (taken == 2 && noun.back() == 's' && ((is_money && count < 5) || (!is_money && !is_idiom(first)))) return {};
        const double scale = value_of(kPlurals, lowered(raw(start_ + taken)));
        if (scale != 0) ++taken;
        const double least = count == 1 ? 1 : std::pow(10.0, count - 1);
        return between(least * std::max(scale, 1.0), (std::pow(10.0, count) - 1) * std::max(scale, 1.0), taken);
    }

    static bool is_idiom(std::string_view word) { return word == "single" || word == "double" || word == "triple"; }

    std::string_view text_;
    const std::vector<text::Token>& tokens_;
    std::uint32_t start_, end_;
};

}  // namespace

Numeral read_magnitude(std::string_view text, const std::vector<text::Token>& tokens, std::uint32_t at,
                       std::uint32_t end) {
    return Reader(text, tokens, at, end).read();
}

}  // namespace earwitness::analysis::quantities
