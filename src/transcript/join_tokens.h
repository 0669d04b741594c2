// Recognisers' tokens to words. Used by the reader of whisper.cpp's files and by speech/'s engines, whose words are of
// types of their own with the same members: text, start_ms, end_ms (optional), confidence (below 0 = none).
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace earwitness::transcript {

template <typename Word>
class TokenJoiner {
  public:
    // `words` must outlive it and is added to by it alone.
    explicit TokenJoiner(std::vector<Word>& words) : words_(words) {}

    // A token that `begins` a word becomes one; another goes on with the last word, which then ends with it and has the
    // mean of its tokens' confidences. The first token always begins.
    void add(Word&& token, bool begins) {
        if (begins || words_.empty()) {
            words_.push_back(std::move(token));
            tokens_ = 1;
            return;
        }
        Word& last = words_.back();
        last.text += token.text;
        if (token.end_ms) last.end_ms = token.end_ms;
        if (last.confidence >= 0 && token.confidence >= 0)
            last.confidence =
                (last.confidence * static_cast<float>(tokens_) + token.confidence) / static_cast<float>(tokens_ + 1);
        ++tokens_;
    }

  private:
    std::vector<Word>& words_;
    std::size_t tokens_ = 0;  // of the last word
};

}  // namespace earwitness::transcript
