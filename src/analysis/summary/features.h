// What each sentence shows of being worth a place in a summary. Internal to summary/ and its trainer
// (training/summary_train.cc), which both call this.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "analysis/document.h"
#include "analysis/summary/style.h"
#include "analysis/terms.h"
#include "earwitness/findings.h"

namespace earwitness::analysis::summary {

enum Feature : std::size_t {
    kCentroid,
    kDensity,
    kWords,
    kShort,
    kLong,
    kOpeningNear,
    kOpeningFar,
    kPlace,
    kClosing,
    kQuestion,
    kFirstPerson,
    kWe,
    kYou,
    kStopShare,
    kWeakShare,
    kNumber,
    kCapitals,
    kTopics,
    kPointsBack,
    kAgrees,
    kSaysAbout,
    kMainSpeaker,
    kTurnWords,
    kFirstOfTurn,
    kIntroduces,
    kThird,
    kHedges,
    kStory,
    kCommonCentroid,
    kCommonDensity,
    kNominal,
    kThe,
    kOfAnd,
    kFillers,
    kRepeats,
    kStubs,
    kContractions,
    kCommas,
    kLetters,
    kDistinct,
    kJoined,
    kFeatures
};

using Features = std::array<float, kFeatures>;

// One a sentence, parallel to the document's.
std::vector<Features> sentence_features(const Document& document, const Terms& terms, const std::vector<Topic>& topics,
                                        const std::vector<Style>& styles);

// The distinct content terms of a sentence, sorted, into `out` (whose old content goes): what likeness is measured on.
void read_content(const Sentence& sentence, const Terms& terms, std::vector<std::uint32_t>& out);

}  // namespace earwitness::analysis::summary
