// Finds where a quotation stands in a text: exactly, in other writing (spoken_words.h), or with words left out, put in
// or exchanged. An index of the text's words is made once; a quotation is placed where its rare word pairs lie on one
// diagonal, and aligned there by a banded word edit distance (Ukkonen, Algorithms for approximate string matching,
// 1985). What is given is where and what differs; whether that is close enough is the caller's to judge
// (llm/grounding.h).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/spoken_words.h"

namespace earwitness::text {

// Words [quotation_begin, quotation_end) of the quotation stand where the text has [text_begin, text_end): numbers of
// words, either side may be empty.
struct Difference {
    std::size_t quotation_begin = 0, quotation_end = 0, text_begin = 0, text_end = 0;
};

struct Placement {
    Span span;           // of the text, from its first to its last word in it, with the marks that close it
    bool exact = false;  // the quotation's own bytes
    std::size_t words_begin = 0, words_end = 0;  // of words()
    std::size_t equal = 0;                       // words that are equal
    std::vector<Difference> differences;         // in order
};

class QuotationIndex {
  public:
    // Words count inside `stretches` only (rising, not overlapping), and no placement crosses two of them. The text
    // must outlive the index.
    QuotationIndex(std::string_view text, std::span<const Span> stretches);

    // The best place for the words of `quotation`; of equal ones that inside `near`, then the first. Nothing where no
    // two words of it follow one another anywhere (one, if it is rare). Time grows with the quotation's length alone,
    // but for a pair of words that the text has very often.
    std::optional<Placement> find(std::string_view quotation, const std::vector<SpokenWord>& words, Span near) const;

    std::string_view text() const { return text_; }
    const std::vector<SpokenWord>& words() const { return words_; }
    bool has_word(std::string_view folded) const { return ids_.contains(folded); }
    // The word is written with a capital inside sentences, more often than not.
    bool is_name(std::string_view folded) const;

  private:
    struct Entry {
        std::uint32_t id = 0, count = 0, capitals = 0;
    };
    struct Diagonal;
    struct End;

    static std::uint64_t sound_of(const SpokenWord& word);
    std::vector<std::uint32_t> ids_of(const std::vector<SpokenWord>& words) const;
    std::vector<Diagonal> diagonals(const std::vector<std::uint32_t>& ids) const;
    Placement align(const std::vector<std::uint32_t>& ids, const std::vector<SpokenWord>& words, std::int64_t diagonal,
                    std::size_t stretch, std::uint32_t& cost) const;
    End end_of(const std::vector<SpokenWord>& words, const Difference& d, bool at_front, const Placement& out,
               std::size_t stretch) const;
    void settle_ends(const std::vector<SpokenWord>& words, Placement& placement, std::size_t stretch) const;
    void close(std::string_view quotation, Placement& placement) const;

    std::string_view text_;
    std::vector<SpokenWord> words_;
    std::vector<std::uint32_t> word_ids_;
    std::vector<std::size_t> stretch_begin_;  // first word of each stretch, and the number of words
    std::vector<Span> stretches_;
    std::unordered_map<std::string_view, Entry> ids_;   // keys point into words_
    std::vector<std::uint32_t> pair_next_, word_next_;  // chains of equal pairs and equal words, kEnd ends
    std::unordered_map<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>> pairs_;  // first place, count
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places_;                       // by word id: likewise
    std::vector<std::uint64_t> sounds_;  // by word id: of its sound key, 0 = too short
};

}  // namespace earwitness::text
