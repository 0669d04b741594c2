// Titles as somebody put them: the run of words inside one sentence that holds most of what is typical of a chapter
// ("the history of bulletin boards"), where two phrases joined by an "and" would say less. Internal to chapters/.
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "analysis/candidates.h"
#include "analysis/document.h"
#include "analysis/terms.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::chapters {

// How much more often something is said in a chapter than in the rest of the talk: the logarithm of the ratio. `here`
// of its `total` uses are among the chapter's `length` tokens, of `all` in the talk.
double typicality(double here, double total, double length, double all);

class Wording {
  public:
    // `starts` are the sentences that begin chapters. Refers to the document, the terms and the sponsor reads.
    Wording(const Document& document, const Terms& terms, const std::vector<Candidate>& candidates,
            const std::vector<SponsorRead>& sponsors, const std::vector<std::size_t>& starts);

    // How often a word stands behind what a noun follows, behind another word of content, behind what a verb follows.
    struct Counts {
        std::uint32_t noun = 0, compound = 0, other = 0;
    };
    // Runs of two to eight words that begin and end with a noun and hold two words or more that are typical of the
    // chapter; the best first. None lies in a sponsor read. Empty where the talk is not English. Linear in the chapter,
    // but for sorting.
    std::vector<Span> runs(std::size_t chapter);

  private:
    struct Scored {
        double score = 0;
        Span span;
    };
    struct Here {
        std::uint32_t count = 0;
        unsigned char quarters = 0;  // a bit each: what is said throughout is the subject
    };
    enum class Role : unsigned char { kNone, kNoun, kOther, kInside };
    void read_roles();
    bool is_led(std::uint32_t token) const;
    double weight_of(std::uint32_t id, std::size_t chapter, Here here) const;
    std::vector<std::uint32_t> weigh(std::size_t chapter);
    bool may_begin(std::uint32_t token) const;
    bool may_end(std::uint32_t token) const;
    void add_runs(const Sentence& sentence, std::uint32_t first, std::vector<Scored>& out) const;
    double score(std::uint32_t first, std::uint32_t end) const;

    const Document& document_;
    const Terms& terms_;
    const std::vector<SponsorRead>& sponsors_;
    std::vector<std::size_t> starts_;        // first sentences of the chapters, then the end
    std::vector<std::uint32_t> begins_;      // first tokens of the chapters, then the end
    std::vector<Role> roles_;                // of terms
    std::unordered_set<std::uint64_t> led_;  // terms that belong together, of which the first alone says nothing
    std::vector<Here> here_;                 // of terms, in the chapter that is read
    std::vector<double> weights_;            // likewise; zeros between chapters
};

}  // namespace earwitness::analysis::chapters
