#include "analysis/cues.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analysis/sentence_features.h"

namespace earwitness::analysis {
namespace {

Transcript transcript_of(const std::string& text) {
    Transcript out;
    out.text = text;
    out.segments.push_back({Span{0, static_cast<std::uint32_t>(text.size())}, {}, {}, kNoSpeaker});
    return out;
}

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

TEST(Cues, NamesEveryCueOnce) {
    std::vector<std::string> names;
    for (std::size_t f = 0; f < kFeatures; ++f) names.push_back(feature_name(f));
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
    for (const std::string& name : names) EXPECT_FALSE(name.empty() || name == "cue_") << name;
}

TEST(SentenceFeatures, SeesShapes) {
    const struct {
        const char* text;
        Shape shape;
        bool expected;
    } kCases[] = {
        {"Write the test first.", Shape::kImperative, true},
        {"So, write the test first.", Shape::kImperative, true},
        {"Writing is hard.", Shape::kImperative, false},
        {"Don't write the test last.", Shape::kNegativeImperative, true},
        {"A runbook is a checklist.", Shape::kNameIsA, true},
        {"It is a checklist.", Shape::kNameIsA, false},
        {"It is a checklist.", Shape::kPronounIsA, true},
        {"A runbook is a good thing.", Shape::kIsHollowA, true},
        {"I know what will happen.", Shape::kFutureSubordinate, true},
        {"It will happen.", Shape::kFutureSubordinate, false},
        {"Will it happen?", Shape::kQuestion, true},
        {"People will leave.", Shape::kStartsGeneric, true},
    };
    for (const auto& c : kCases) {
        const Transcript transcript = transcript_of(c.text);
        const Document document = build_document(transcript);
        const std::vector<Quantity> no_quantities;
        EXPECT_EQ(SentenceReadings(document, no_quantities).of(0).has(c.shape), c.expected) << c.text;
    }
}

}  // namespace
}  // namespace earwitness::analysis
