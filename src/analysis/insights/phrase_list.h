// A fixed list of phrases (lower-case words parted by single spaces), asked word by word: the first letter of what
// stands there tells which are worth comparing. Made once; used by the horizon, hedge and condition of a prediction.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "analysis/sentence_words.h"

namespace earwitness::analysis::insights {

class PhraseList {
  public:
    template <std::size_t N>
    explicit PhraseList(const std::string_view (&phrases)[N]) {
        for (const std::string_view phrase : phrases) add(phrase);
    }
    explicit PhraseList(std::string_view phrases) {  // parted by '|'
        while (!phrases.empty()) {
            const std::size_t size = std::min(phrases.find('|'), phrases.size());
            add(phrases.substr(0, size));
            phrases.remove_prefix(std::min(size + 1, phrases.size()));
        }
    }

    // Calls use(phrase, count of its tokens) for those that stand at `at`, in the list's order, until it returns true;
    // returns whether it did.
    template <typename Use>
    bool any_at(const SentenceWords& words, std::uint32_t at, Use use) const {
        for (const std::string_view phrase : by_first_[lowered_first(words.raw(at))])
            if (const std::uint32_t count = words.count_of(at, phrase); count != 0 && use(phrase, count)) return true;
        return false;
    }

  private:
    void add(std::string_view phrase) { by_first_[lowered_first(phrase)].push_back(phrase); }

    std::array<std::vector<std::string_view>, 256> by_first_;  // by the first byte
};

}  // namespace earwitness::analysis::insights
