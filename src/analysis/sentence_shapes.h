// Reads what a sentence shows beside its cues (Shape), one sentence after another. Internal to sentence_features.cc.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/cues.h"
#include "analysis/document.h"
#include "analysis/sentence_features.h"
#include "earwitness/findings.h"

namespace earwitness::analysis {

using Shapes = std::array<float, kShapes>;

// Walks a document's sentences in order.
class ShapeReader {
  public:
    // Keeps references to all.
    ShapeReader(const Document& document, const DocumentCues& cues, const std::vector<Quantity>& quantities);

    // The shapes of the next sentence (that of index `sentence`, which counts up from 0).
    void read(std::size_t sentence, Shapes& out);
    bool is_english() const { return known_words_ * 10 > words_ * 3; }

  private:
    void read_start(Shapes& out) const;
    void read_imperatives(Shapes& out) const;
    void read_definition(Shapes& out) const;
    void read_combinations(Shapes& out) const;
    bool is_no_forecast(const CueHit& hit) const;
    void read_own_words(const Sentence& sentence, Shapes& out) const;
    void read_subordination(Shapes& out) const;
    void read_problems(Shapes& out) const;
    void read_clauses(Shapes& out) const;
    void read_quantities(const Sentence& sentence, Shapes& out);
    void read_place(std::size_t index, const Sentence& sentence, Shapes& out) const;
    void remember(const Shapes& out);

    std::string_view word(std::size_t at) const;
    bool is_class(std::size_t at, WordClass word_class) const;
    std::size_t first_content_word(std::size_t from) const;

    const Document& document_;
    const DocumentCues& all_cues_;
    const std::vector<Quantity>& quantities_;
    std::size_t next_quantity_ = 0;
    std::vector<double> speaker_share_;  // of the words, by speaker
    SentenceCues cues_;                  // of the sentence last read
    std::uint64_t words_ = 0, known_words_ = 0;
    std::array<float, kShapes> previous_{};
};

}  // namespace earwitness::analysis
