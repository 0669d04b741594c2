#include "analysis/vocabulary.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "text/utf8.h"

namespace earwitness::analysis {
namespace {

// One to eight bytes of the text from `at` on, by one load where the text goes on behind them.
std::uint64_t block_of(std::string_view text, std::uint32_t at, std::uint32_t size) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + at, at + std::size_t{8} <= text.size() ? 8 : size);
    const unsigned unused = 8 * (8 - size);
    return std::endian::native == std::endian::little ? block << unused : block >> unused;
}

// Eight bytes at a time, each block mixed in by a multiplication (the finish of MurmurHash3). One-to-one for words of
// one size and kind that are no longer than a block, since each of its steps is.
std::uint64_t hash_of(std::string_view text, const text::Token& word) {
    std::uint64_t hash = std::uint64_t{word.span.size()} << 2 | static_cast<std::uint64_t>(word.kind);
    for (std::uint32_t at = word.span.begin; at < word.span.end; at += 8) {
        hash = (hash ^ block_of(text, at, std::min(8u, word.span.end - at))) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 33;
    }
    hash *= 0xc4ceb9fe1a85ec53u;
    return hash ^ hash >> 33;
}

class Builder {
  public:
    Builder(std::string_view text, const std::vector<text::Token>& tokens) : text_(text), tokens_(tokens) {
        // Talk uses about one new spelling in six words at first, and ever fewer.
        std::size_t slots = 1024;
        while (slots < std::min<std::size_t>(tokens.size() / 3, 1 << 16)) slots *= 2;
        slots_.resize(slots);
    }

    Vocabulary build() {
        made_.of_token.reserve(tokens_.size());
        for (const text::Token& token : tokens_) made_.of_token.push_back(number_of(token));
        made_.lower.reserve(made_.words.size());
        for (const text::Token& word : made_.words) made_.lower.push_back(text::lower(word.span.in(text_)));
        return std::move(made_);
    }

  private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t number_plus_one = 0;  // 0 where the slot is free
    };

    std::uint32_t number_of(const text::Token& token) {
        const std::uint64_t hash = hash_of(text_, token);
        for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
            Slot& slot = slots_[at];
            if (slot.number_plus_one == 0) return add(slot, hash, token);
            if (slot.hash == hash && is_same(made_.words[slot.number_plus_one - 1], token))
                return slot.number_plus_one - 1;
        }
    }

    // Of words with one hash.
    bool is_same(const text::Token& a, const text::Token& b) const {
        return a.kind == b.kind && a.span.size() == b.span.size() &&
               (a.span.size() <= 8 || a.span.in(text_) == b.span.in(text_));
    }

    std::uint32_t add(Slot& slot, std::uint64_t hash, const text::Token& token) {
        const auto number = static_cast<std::uint32_t>(made_.words.size());
        slot = {hash, number + 1};
        made_.words.push_back(token);
        if (made_.words.size() * 2 > slots_.size()) grow();
        return number;
    }

    void grow() {
        slots_.assign(slots_.size() * 2, {});
        for (std::uint32_t number = 0; number < made_.words.size(); ++number) {
            const text::Token& word = made_.words[number];
            const std::uint64_t hash = hash_of(text_, word);
            std::size_t at = hash & (slots_.size() - 1);
            while (slots_[at].number_plus_one != 0) at = (at + 1) & (slots_.size() - 1);
            slots_[at] = {hash, number + 1};
        }
    }

    std::string_view text_;
    const std::vector<text::Token>& tokens_;
    std::vector<Slot> slots_;
    Vocabulary made_;
};

}  // namespace

Vocabulary build_vocabulary(std::string_view text, const std::vector<text::Token>& tokens) {
    return Builder(text, tokens).build();
}

}  // namespace earwitness::analysis
