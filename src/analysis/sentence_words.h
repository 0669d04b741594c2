// The words of one sentence in lower case, for readers that look at a few of them: quantities/, and insights/ for the
// horizon, hedge and condition of a prediction. Copies each word that `low` is asked for: not for what walks every
// sentence.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "analysis/document.h"

namespace earwitness::analysis {

// ASCII letters in lower case, apostrophes straight; cut at 24 bytes, longer than any word that means anything here.
inline std::string lowered(std::string_view word) {
    std::string out(word.substr(0, 24));
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (const std::size_t mark = out.find("\xE2\x80\x99"); mark != std::string::npos) out.replace(mark, 3, "'");
    return out;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&table)[N]) {
    return std::find(std::begin(table), std::end(table), word) != std::end(table);
}

// The first byte of lowered(word), 0 where there is none: enough to tell most words apart.
inline unsigned char lowered_first(std::string_view word) {
    if (word.empty()) return 0;
    if (word.starts_with("\xE2\x80\x99")) return '\'';
    return static_cast<unsigned char>(word[0] >= 'A' && word[0] <= 'Z' ? word[0] + 32 : word[0]);
}

// Whether lowered(word) is `spelling`.
inline bool is_lowered(std::string_view word, std::string_view spelling) {
    return lowered_first(word) == lowered_first(spelling) && lowered(word) == spelling;
}

// Tokens are indexes into Document::tokens; what lies outside the sentence is empty.
class SentenceWords {
  public:
    SentenceWords(const Document& document, const Sentence& sentence)
        : document_(&document), begin_(sentence.first_token), end_(begin_ + sentence.token_count) {}

    std::uint32_t begin() const { return begin_; }
    std::uint32_t end() const { return end_; }
    std::string_view raw(std::uint32_t at) const {
        return at >= begin_ && at < end_ ? document_->of(document_->tokens[at].span) : std::string_view();
    }
    std::string low(std::uint32_t at) const { return lowered(raw(at)); }
    bool is_word(std::uint32_t at) const {
        return at >= begin_ && at < end_ && document_->tokens[at].kind == text::TokenKind::kWord;
    }
    bool is_mark(std::uint32_t at) const {
        return at >= begin_ && at < end_ && document_->tokens[at].kind == text::TokenKind::kPunctuation;
    }
    // How many tokens the phrase (lower-case words parted by single spaces) takes from `at` on, 0 where others stand
    // there.
    std::uint32_t count_of(std::uint32_t at, std::string_view phrase) const {
        std::uint32_t count = 0;
        while (!phrase.empty()) {
            const std::size_t size = std::min(phrase.find(' '), phrase.size());
            if (!is_lowered(raw(at + count), phrase.substr(0, size))) return 0;
            ++count;
            phrase.remove_prefix(std::min(size + 1, phrase.size()));
        }
        return count;
    }
    Span span(std::uint32_t first, std::uint32_t last) const {
        return {document_->tokens[first].span.begin, document_->tokens[last - 1].span.end};
    }
    std::string text(std::uint32_t first, std::uint32_t last) const {
        return std::string(document_->of(span(first, last)));
    }

  private:
    const Document* document_;
    std::uint32_t begin_, end_;
};

}  // namespace earwitness::analysis
