#include "analysis/entities/repeats.h"

#include <algorithm>
#include <unordered_map>

namespace earwitness::analysis::entities {
namespace {

constexpr std::uint32_t kLongest = 6;  // words

struct Found {
    const TypedSpan* example = nullptr;
    std::uint32_t times = 0;
};

class Repeater {
  public:
    Repeater(const std::vector<text::Token>& tokens, const Reading& reading)
        : tokens_(tokens), reading_(reading), taken_(tokens.size()), longest_(reading.words.size()) {}

    void learn(const std::vector<TypedSpan>& spans) {
        for (const TypedSpan& span : spans) {
            for (std::uint32_t t = span.first_token; t < span.first_token + span.token_count; ++t) taken_[t] = 1;
            if (span.token_count > kLongest || !is_exact(span)) continue;
            Found& found = known_[key(span.first_token, span.token_count)];
            if (found.example == nullptr) found.example = &span;
            ++found.times;
            std::uint8_t& longest = longest_[reading_.word_of[span.first_token]];
            longest = std::max(longest, static_cast<std::uint8_t>(span.token_count));
        }
    }

    void find(std::vector<TypedSpan>& out) const {
        for (const TokenRange& sentence : reading_.sentences) {
            const std::uint32_t end = sentence.first + sentence.count;
            for (std::uint32_t t = sentence.first; t < end; ++t) {
                const std::uint32_t count = match(t, end);
                if (count == 0) continue;
                TypedSpan span = *known_.at(key(t, count)).example;
                span.first_token = t;
                span.token_count = count;
                span.span = {tokens_[t].span.begin, tokens_[t + count - 1].span.end};
                out.push_back(span);
                t += count - 1;
            }
        }
    }

  private:
    // Boundaries that were trimmed inside a token say nothing about tokens.
    bool is_exact(const TypedSpan& span) const {
        return tokens_[span.first_token].span.begin == span.span.begin &&
               tokens_[span.first_token + span.token_count - 1].span.end == span.span.end;
    }
    std::uint64_t key(std::uint32_t first, std::uint32_t count) const {
        std::uint64_t hash = reading_.word(first).surface + count;
        for (std::uint32_t i = 1; i < count; ++i) hash = phrase_hash(hash, reading_.word(first + i).surface);
        return hash;
    }

    std::uint32_t match(std::uint32_t t, std::uint32_t end) const {
        for (std::uint32_t count = longest_[reading_.word_of[t]]; count > 0; --count) {
            if (t + count > end || std::any_of(taken_.begin() + t, taken_.begin() + t + count,
                                               [](std::uint8_t taken) { return taken != 0; }))
                continue;
            const auto found = known_.find(key(t, count));
            if (found != known_.end() && (count > 1 || is_safe(reading_.word(t), found->second, t, end))) return count;
        }
        return 0;
    }

    // A word that is mostly written with a capital, and that is no part of a longer name here.
    bool is_safe(const Word& word, const Found& found, std::uint32_t t, std::uint32_t end) const {
        if (reading_.casing == Casing::kUncased || !(is_capitalised(word.form) || word.form == Form::kAlnum))
            return false;
        const int ratio = word.usage >> 4;
        const Writing& writing = reading_.writing[word.lower_id];
        if ((ratio != 0 && ratio < 6) || writing.small > 0 || word.form == Form::kInitial) return false;
        if (found.times * 4 < writing.capital + writing.at_start) return false;
        const bool joined = (t + 1 < end && is_capitalised(reading_.word(t + 1).form)) || (t > 0 && taken_[t - 1] != 0);
        return !joined;
    }

    const std::vector<text::Token>& tokens_;
    const Reading& reading_;
    std::vector<std::uint8_t> taken_;    // by token
    std::vector<std::uint8_t> longest_;  // by word: the most tokens of a name that begins with it
    std::unordered_map<std::uint64_t, Found> known_;
};

}  // namespace

void add_repeats(const std::vector<text::Token>& tokens, const Reading& reading, std::vector<TypedSpan>& spans) {
    std::vector<TypedSpan> more;
    Repeater repeater(tokens, reading);
    repeater.learn(spans);
    repeater.find(more);
    if (more.empty()) return;
    spans.insert(spans.end(), more.begin(), more.end());
    std::sort(spans.begin(), spans.end(), [](const TypedSpan& a, const TypedSpan& b) { return a.span < b.span; });
}

}  // namespace earwitness::analysis::entities
