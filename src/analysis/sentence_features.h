// What insights/ and quotes/ see of a sentence: its cues (cues.h), its shape, its quantities, its place, its words. The
// same code runs in the product and under training/, so that the weights fit what they are applied to.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analysis/cues.h"
#include "analysis/document.h"
#include "earwitness/findings.h"

namespace earwitness::analysis {

// Features beside the cues. The names in features.cc stand in this order.
enum class Shape : std::uint8_t {
    kBias,
    kLength,
    kShort,
    kLong,
    kQuestion,
    kEllipsis,
    kQuotation,
    kStartsWithStarter,
    kStartsWithAnaphor,
    kStartsGeneric,
    kStartsYou,
    kStartsFirst,
    kStartsWe,
    kStartsCondition,
    kStartsQuestionWord,
    kImperative,
    kInnerImperative,
    kNegativeImperative,
    kNameIsA,
    kNameIs,
    kPronounIsA,
    kIsHollowA,
    kFutureThird,
    kFutureOpinion,
    kShouldGeneric,
    kRequestFirst,
    kCouldPower,
    kGenusIsA,
    kProblemKinds,
    kTrendKinds,
    kAdviceKinds,
    kOpportunityKinds,
    kDefinitionKinds,
    kChangeNow,
    kNegatedGood,
    kUnmetNeed,
    kQuantities,
    kPercent,
    kMoney,
    kDuration,
    kMultiple,
    kBytes,
    kCount,
    kScaled,
    kUnitless,
    kQuantityMeasured,
    kQuantityApprox,
    kTwoQuantities,
    kFirstShare,
    kPastShare,
    kLongWords,
    kFirstNoStance,
    kTurnFirst,
    kTurnLength,
    kTurnPlace,
    kSpeakerShare,
    kNearEnds,
    kPreviousQuestion,
    kPreviousProblem,
    kPreviousFuture,
    kPreviousAdvice,
    kPreviousTrend,
    kPreviousQuantity,
    kPreviousStory,
    kPreviousShow,
    kFutureSubordinate,
    kShouldSubordinate,
    kProblemDensity,
    kTrendDensity,
    kAdviceDensity,
};
inline constexpr std::size_t kShapes = static_cast<std::size_t>(Shape::kAdviceDensity) + 1;
inline constexpr std::size_t kFeatures = kShapes + kCues;
using Features = std::array<float, kFeatures>;

// Words and pairs of words, hashed into this many buckets, those of pairs behind those of words.
inline constexpr std::uint32_t kWordBuckets = 8192;
inline constexpr std::uint32_t kPairBuckets = 16384;
inline constexpr std::uint32_t kNgramBuckets = kWordBuckets + kPairBuckets;

std::string feature_name(std::size_t feature);

// Walks a document's sentences in order. Linear in the document over all calls.
class FeatureReader {
  public:
    // Keeps references to both.
    FeatureReader(const Document& document, const std::vector<Quantity>& quantities);

    // The features of the next sentence (that of index `sentence`, which counts up from 0).
    void read(std::size_t sentence, Features& out);
    // The cues of the sentence last read.
    const SentenceCues& cues() const { return cues_; }
    // Whether what was read so far is English, which all of this is made for: by the share of words that the cues know.
    bool is_english() const { return known_words_ * 10 > words_ * 3; }
    // Appends the buckets of its words and pairs of words; pairs do not reach over punctuation.
    void append_ngrams(std::vector<std::uint32_t>& out) const;

  private:
    void read_start(Features& out) const;
    void read_imperatives(Features& out) const;
    void read_definition(Features& out) const;
    void read_combinations(Features& out) const;
    void read_subordination(Features& out) const;
    void read_quantities(const Sentence& sentence, Features& out);
    void read_place(std::size_t index, const Sentence& sentence, Features& out) const;
    void remember(const Features& out);

    std::string_view word(std::size_t at) const;
    bool is_class(std::size_t at, WordClass word_class) const;
    std::size_t first_content_word(std::size_t from) const;

    const Document& document_;
    const std::vector<Quantity>& quantities_;
    std::size_t next_quantity_ = 0;
    std::vector<double> speaker_share_;  // of the words, by speaker
    SentenceCues cues_;
    std::uint64_t words_ = 0, known_words_ = 0;
    std::array<float, kShapes> previous_{};
};

}  // namespace earwitness::analysis
