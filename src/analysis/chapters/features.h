// What speaks for a new chapter at the beginning of each sentence: how the vocabulary changes, who begins to speak
// and with which words. Internal to chapters/ and its trainer (training/chapters_train.cc), which both call this.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "analysis/document.h"
#include "analysis/terms.h"

namespace earwitness::analysis::chapters {

enum Feature : std::size_t {
    kTurnStart,
    kTurnWords,
    kPreviousTurnWords,
    kHostStarts,
    kGuestBefore,
    kHostAfterGuest,
    kSentenceWords,
    kTurnAsks,
    kSentenceAsks,
    kCosineNarrow,
    kCosineWide,
    kDepthNarrow,
    kDepthMiddle,
    kDepthWide,
    kFarDepthNarrow,
    kFarDepthWide,
    kTurnDepth,
    kLongTurnDepth,
    kHostDepth,
    kNewVocabulary,
    kNewVocabularyPeak,
    kShortBefore,
    kFirstOfSpeaker,
    kBeginning,
    kEnding,
    kSaysSo,
    kSaysOkay,
    kSaysNow,
    kMovesOn,
    kAsksAbout,
    kSaysAnother,
    kRefersBack,
    kWrapsUp,
    kWelcomes,
    kAgrees,
    kAgreedBefore,
    kMovesOnBefore,
    kLaughsBefore,
    kNextTurnWords,
    kSecondTurnWords,
    kTurnWordsTwoBefore,
    kTurnWordsThreeBefore,
    kTurnsNearBefore,
    kTurnsNearAfter,
    kTurnsFarBefore,
    kTurnsFarAfter,
    kFeatures
};

using Features = std::array<float, kFeatures>;

// One a sentence of the document, parallel to it; that of sentence 0 means nothing. Linear in the tokens.
std::vector<Features> boundary_features(const Document& document, const Terms& terms);

// How long the chapters of such a talk are, in words: facts that a small regression turns into a length.
struct Shape {
    double log_words = 0, speakers = 0, log_turn_words = 0, share_of_first_two = 0;
};
Shape shape_of(const Document& document);

}  // namespace earwitness::analysis::chapters
