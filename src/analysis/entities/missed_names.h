// Names that the tagger did not take for names although knowledge, title, notes or people have them: known forms word
// by word, and runs of words that sound like a candidate of the Speller. One walk over a document's tokens. Internal to
// Speller; the trainer reads its windows too.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/document.h"
#include "analysis/entities/correction.h"
#include "analysis/entities/reading.h"
#include "analysis/entities/tagger.h"

namespace earwitness::analysis::entities {

class MissedNames {
  public:
    // A run of tokens that may be a candidate; none of its words belongs to a tagger's name that goes beyond it.
    struct Window {
        std::uint32_t token = 0, count = 0;
        std::uint32_t candidate = 0;  // of Speller::candidates()
        bool operator<(const Window& other) const {
            return token != other.token   ? token < other.token
                   : count != other.count ? count < other.count
                                          : candidate < other.candidate;
        }
        bool operator==(const Window&) const = default;
    };

    // All must outlive it; `spans` are sorted, their tokens are the document's.
    MissedNames(Speller& speller, const Document& document, const Reading& reading, std::vector<TypedSpan>& spans);

    // Puts what is sure among the spans and tells the speller what was heard for which candidate.
    void add();

    // What may be a candidate, heard otherwise or as it is spelt. Sorted, distinct.
    std::vector<Window> windows() const;
    Heard heard_in(const Window& window) const;

  private:
    // What a distinct word may be part of.
    struct Anchor {
        std::uint32_t candidate = 0;
        std::uint32_t word = 0;  // which of the candidate's
    };
    struct Anchors {
        const std::vector<KnownForm>* forms = nullptr;
        std::vector<Anchor> candidates;
    };

    void know_words();
    void add_anchors(std::uint32_t token, std::vector<Anchor>& anchors) const;
    bool may_begin(std::uint32_t token) const;
    bool is_unusual(std::uint32_t token) const;
    void add_known_forms(const Sentence& sentence);
    bool matches(const KnownForm& form, std::uint32_t token, std::uint32_t end) const;
    void add_windows_at(std::uint32_t token, const Sentence& sentence, const Anchor& anchor,
                        std::vector<Window>& out) const;
    bool is_inside(std::uint32_t token, std::uint32_t first, std::uint32_t count) const;
    bool is_open(std::uint32_t token, std::uint32_t count) const;
    void add_sure_windows();
    std::string_view words(std::uint32_t token, std::uint32_t count) const;
    bool take(std::uint32_t token, std::uint32_t count, EntityType type);

    Speller& speller_;
    const Document& document_;
    const Reading& reading_;
    std::vector<TypedSpan>& spans_;
    std::vector<TypedSpan> added_;
    std::vector<std::uint32_t> taken_;       // by token: 1 + the span that it is in
    std::vector<std::uint32_t> anchors_of_;  // by distinct word: into anchors_, 0 for none
    std::vector<Anchors> anchors_;
    std::uint32_t dropped_ = 0;
};

}  // namespace earwitness::analysis::entities
