#include "analysis/cues.h"

#include <gtest/gtest.h>

#include <string>

#include "analysis/test_transcript.h"

namespace earwitness::analysis {
namespace {

TEST(Cues, FindsPhrasesInWhateverSpelling) {
    const struct {
        const char* text;
        Cue cue;
        int count;
    } kCases[] = {
        {"It's going to rain.", Cue::kFuture, 1},
        {"They won't come, they WILL NOT.", Cue::kFuture, 2},
        {"We\xE2\x80\x99ll see.", Cue::kFutureFirst, 1},
        {"You shouldn't do that.", Cue::kShouldYou, 1},
        {"It gets bigger and bigger.", Cue::kMore, 1},
        {"I think the thing will break.", Cue::kForecast, 1},
        {"I think that it, well, will break.", Cue::kForecast, 0},
        {"We rest, and you should.", Cue::kShouldYou, 1},
        {"A shoulder is a joint.", Cue::kShould, 0},
        {"", Cue::kShould, 0},
    };
    for (const auto& c : kCases) {
        const Transcript transcript = transcript_of(c.text);
        const Document document = build_document(transcript);
        const DocumentCues cues(document);
        EXPECT_EQ(document.sentences.empty() ? 0 : cues.of(0)[c.cue], c.count) << c.text;
    }
}

}  // namespace
}  // namespace earwitness::analysis
