// Number words to figures. A small grammar on purpose: what it does not know stays words, on both sides alike. (The
// insights' quantities read far more, from tokens, and mean something by it; this only makes two writings equal.)
#include <array>
#include <cstdio>
#include <cstdlib>

#include "text/spoken_words.h"

namespace earwitness::text {
namespace {

struct Value {
    std::string_view word;
    double value;
};
// clang-format off
constexpr std::array<Value, 28> kSmall = {{
    {"zero", 0}, {"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8},
    {"nine", 9}, {"ten", 10}, {"eleven", 11}, {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
    {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20}, {"thirty", 30}, {"forty", 40},
    {"fifty", 50}, {"sixty", 60}, {"seventy", 70}, {"eighty", 80}, {"ninety", 90}}};
constexpr std::array<Value, 4> kScales = {{{"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12}}};
// clang-format on

template <std::size_t N>
double value_in(const std::array<Value, N>& table, std::string_view word) {
    for (const Value& one : table)
        if (one.word == word) return one.value;
    return -1;
}

double small(std::string_view word) { return word.size() < 3 || word.size() > 9 ? -1 : value_in(kSmall, word); }
double scale(std::string_view word) { return value_in(kScales, word); }

std::string figures(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.15g", value);
    return text;
}

class Joiner {
  public:
    Joiner(std::vector<SpokenWord>& words, std::size_t at) : words_(words), at_(at) {}

    // The number that begins at at_: its words are behind at_ afterwards. "" where there is none.
    std::string read() {
        const std::string& first = words_[at_].text;
        if (words_[at_].number) return written();
        const bool a = first == "a" && at_ + 1 < words_.size() &&
                       (words_[at_ + 1].text == "hundred" || scale(words_[at_ + 1].text) > 0);
        if (!a && small(first) < 0) return {};
        if (a) {
            ++at_;
            current_ = 1;
        }
        return spoken(a);
    }

  private:
    std::string_view word() const {
        return at_ < words_.size() ? std::string_view(words_[at_].text) : std::string_view();
    }

    std::string written() {
        std::string out = words_[at_++].text;
        if (out.find_first_not_of("0123456789.") != std::string::npos) return out;
        double value = std::strtod(out.c_str(), nullptr);
        bool scaled = false;
        for (; word() == "hundred" || scale(word()) > 0; ++at_, scaled = true)
            value *= word() == "hundred" ? 100 : scale(word());
        return scaled ? figures(value) : out;
    }

    std::string spoken(bool started) {
        double total = 0;
        double last = started ? 100 : -1;  // what came before: 100 = a scale
        for (;;) {
            if (const double next = small(word()); next >= 0) {
                const bool units = last >= 20 && last < 100 && next > 0 && next < 10;
                const bool year = last >= 10 && last < 100 && next >= 10 && total == 0 && current_ < 100;
                if (year) {
                    current_ = current_ * 100 + next;
                    ++at_;
                    if (const double unit = small(word()); next >= 20 && unit > 0 && unit < 10) {
                        current_ += unit;
                        ++at_;
                    }
                    break;
                }
                if (last >= 0 && last < 100 && !units) break;
                current_ += next;
                last = units ? 9 : next;
                ++at_;
            } else if (word() == "hundred" && last < 100) {
                current_ = (current_ == 0 ? 1 : current_) * 100;
                last = 100;
                ++at_;
            } else if (word() == "hundred" && started && current_ == 1) {
                current_ = 100;
                ++at_;
            } else if (const double by = scale(word()); by > 0) {
                total += (current_ == 0 ? 1 : current_) * by;
                current_ = 0;
                last = 100;
                ++at_;
            } else if (word() == "and" && last == 100 && at_ + 1 < words_.size() && small(words_[at_ + 1].text) > 0) {
                ++at_;
            } else {
                break;
            }
        }
        std::string out = figures(total + current_);
        if (word() == "point" && at_ + 1 < words_.size() && small(words_[at_ + 1].text) >= 0) {
            out += '.';
            for (++at_; small(word()) >= 0 && small(word()) < 10; ++at_) out += figures(small(word()));
        }
        return out;
    }

    std::vector<SpokenWord>& words_;
    std::size_t at_;
    double current_ = 0;

  public:
    std::size_t at() const { return at_; }
};

}  // namespace

void join_numbers(std::vector<SpokenWord>& words, std::size_t first) {
    // "$5 million" was read as 5 | dollars | million: the unit goes behind the scale.
    for (std::size_t i = first; i + 2 < words.size(); ++i)
        if (words[i].number && words[i].span == words[i + 1].span && scale(words[i + 2].text) > 0 &&
            scale(words[i + 1].text) < 0)
            std::swap(words[i + 1], words[i + 2]);
    std::size_t to = first;
    for (std::size_t from = first; from < words.size();) {
        Joiner joiner(words, from);
        std::string text = joiner.read();
        const std::size_t behind = joiner.at();
        if (text.empty() || behind == from) {
            if (to != from) words[to] = std::move(words[from]);
            ++to;
            ++from;
            continue;
        }
        SpokenWord joined;
        // "one" is hardly ever a count: "one of those".
        const bool one = text == "1" && behind == from + 1;
        joined.text = one ? "one" : text;
        joined.span = {words[from].span.begin, words[behind - 1].span.end};
        joined.number = !one;
        words[to++] = std::move(joined);
        from = behind;
    }
    words.resize(to);
}

}  // namespace earwitness::text
