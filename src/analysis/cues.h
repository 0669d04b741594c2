// Cues: what a sentence shows on its surface (a forecast's "is going to", a hedge, a generic subject, talk about the
// show itself), found by matching a table of phrases (cue_phrases.cc) against its words. insights/ and quotes/
// read the counts as features. It knows nothing of what follows from a cue, and nothing outside one sentence.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/document.h"

namespace earwitness::analysis {

enum class Cue : std::uint8_t {
    // of any sentence
    kStance,
    kMaybe,
    kGeneric,
    kFirst,
    kWe,
    kYou,
    kThird,
    kPast,
    kStory,
    kShow,
    kAssent,
    kThanks,
    kBracket,
    kAbsolute,
    kSuperlative,
    kContrast,
    kCause,
    kCondition,
    kComparative,
    kIntensifier,
    kSaid,
    kPersonal,
    kInsight,
    kAnaphora,
    // leaning to a type of insight
    kFuture,
    kFutureFirst,
    kFutureYou,
    kHorizon,
    kForecast,
    kForecastSelf,
    kWould,
    kShouldYou,
    kShould,
    kNeedYou,
    kNeed,
    kRecommend,
    kRecommendSelf,
    kEnsure,
    kImportant,
    kBestWay,
    kWorth,
    kRequest,
    kProblem,
    kHard,
    kCannot,
    kLack,
    kFail,
    kRisk,
    kAffect,
    kTooMuch,
    kTradeOff,
    kNoProblem,
    kCost,
    kMore,
    kBecome,
    kChange,
    kRecent,
    kGrow,
    kUsedTo,
    kNoLonger,
    kPerfect,
    kGetting,
    kAdopt,
    kNow,
    kOpportunity,
    kCould,
    kEnable,
    kUnmet,
    kImagine,
    kPower,
    kApprox,
    kMeasure,
    kMeasured,
    kStudy,
    kCalled,
    kMeans,
    kBasically,
    kWhichIs,
    kKindOf,
    kThinkOf,
    kGenus,
    kIsA,
    kFiller,
};
inline constexpr std::size_t kCues = static_cast<std::size_t>(Cue::kFiller) + 1;

// The cue's name in lower case ("future_first"), as model files and training print it.
std::string_view cue_name(Cue cue);

// A token or, where a contraction stays whole in it, a part of one: "we'll" is "we" and "'ll", "don't" "do" and "n't".
struct Word {
    std::uint32_t token = 0;    // index into Document::tokens
    std::uint32_t hash = 0;     // of its lower-case spelling; all figures have the same
    std::uint16_t id = 0;       // in the cue table's lexicon, 0 where no phrase uses the word
    std::uint16_t classes = 0;  // bit set, see WordClass
    bool punctuation = false;
};

// Kinds of words that phrases and sentence shapes name. Closed lists of cue_phrases.cc.
enum class WordClass : std::uint8_t {
    kBe,
    kHave,
    kPronoun,
    kDeterminer,
    kStarter,
    kVerb,
    kAdverb,
    kIndefinite,
    kWhatever,
    kPlural,
    kComparative,
    kDemonstrative,
};
inline constexpr std::uint32_t class_bit(WordClass c) { return std::uint32_t{1} << static_cast<unsigned>(c); }

struct CueHit {
    Cue cue = Cue::kStance;
    std::uint32_t first = 0;  // index into SentenceCues::words
    std::uint32_t count = 0;
};

using CueCounts = std::array<std::uint8_t, kCues>;

// Views of what DocumentCues keeps.
struct SentenceCues {
    std::span<const Word> words;
    std::span<const CueHit> hits;  // by first word
    const CueCounts* counts = nullptr;

    int operator[](Cue cue) const { return (*counts)[static_cast<std::size_t>(cue)]; }
    bool has(Cue cue) const { return (*counts)[static_cast<std::size_t>(cue)] != 0; }
};

// The cues of the first 200 words of every sentence, found once for all who ask. Linear in the document, to which it
// keeps no reference.
class DocumentCues {
  public:
    explicit DocumentCues(const Document& document);

    // Valid as long as this is.
    SentenceCues of(std::size_t sentence) const;

  private:
    std::vector<Word> words_;  // of all sentences, one behind another
    std::vector<CueHit> hits_;
    std::vector<CueCounts> counts_;                // by sentence
    std::vector<std::size_t> word_end_, hit_end_;  // by sentence
};

}  // namespace earwitness::analysis
