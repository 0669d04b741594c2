// What insights/ and quotes/ see of a sentence: its cues (cues.h), its shape, its quantities, its place, its words.
// Read once an episode for both. The same code runs in the product and under training/, so that the weights fit what
// they are applied to.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/cues.h"
#include "analysis/document.h"
#include "earwitness/findings.h"

namespace earwitness::analysis {

// Features beside the cues. The names in feature_names.cc stand in this order.
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
    kProblemTask,
    kProblemSubordinate,
    kProblemNegated,
    kProblemClause,
    kTrendClause,
    kAdviceClause,
    kFutureDated,
    kForecastOwn,
    kAdviceOwn,
};
inline constexpr std::size_t kShapes = static_cast<std::size_t>(Shape::kAdviceOwn) + 1;
inline constexpr std::size_t kFeatures = kShapes + kCues;

struct Feature {
    std::uint32_t index = 0;  // shapes, then cues
    float value = 0;
};

// Words and pairs of words, hashed into this many buckets, those of pairs behind those of words.
inline constexpr std::uint32_t kWordBuckets = 8192;
inline constexpr std::uint32_t kPairBuckets = 16384;
inline constexpr std::uint32_t kNgramBuckets = kWordBuckets + kPairBuckets;

std::string feature_name(std::size_t feature);

// Of one sentence; views of what SentenceReadings keeps.
struct SentenceReading {
    SentenceCues cues;
    std::span<const Feature> features;  // those that are not zero, by index

    bool has(Shape shape) const;
};

class SentenceReadings {
  public:
    // Linear in the document, to which it keeps no reference. `quantities` are those of the document.
    SentenceReadings(const Document& document, const std::vector<Quantity>& quantities);

    SentenceReading of(std::size_t sentence) const;
    // Whether the document is English, which all of this is made for: by the share of words that the cues know.
    bool is_english() const { return is_english_; }

  private:
    DocumentCues cues_;
    std::vector<Feature> features_;  // of all sentences, one behind another
    std::vector<std::size_t> feature_end_;
    bool is_english_ = true;
};

// Appends the buckets of the sentence's words and pairs of words; pairs do not reach over punctuation.
void append_ngrams(const SentenceCues& cues, std::vector<std::uint32_t>& out);

}  // namespace earwitness::analysis
