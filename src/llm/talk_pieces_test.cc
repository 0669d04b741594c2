// How a talk is cut to what a model can take.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "llm/reading.h"

namespace earwitness::llm {
namespace {

using ::testing::HasSubstr;

// Turns of Ada and of somebody without a name in turn, each of two sentences.
Analysis talk(std::size_t turns) {
    Analysis out;
    Transcript& t = out.transcript;
    t.speakers = {{"ada", "Ada"}};
    for (std::size_t i = 0; i < turns; ++i) {
        const auto begin = static_cast<std::uint32_t>(t.text.size());
        t.text += "This is sentence number " + std::to_string(2 * i) + " of the talk. And number " +
                  std::to_string(2 * i + 1) + " follows it at once.";
        t.segments.push_back({{begin, static_cast<std::uint32_t>(t.text.size())}, {}, {}, i % 2 == 0 ? 0 : kNoSpeaker});
        t.text += "\n";
    }
    return out;
}

ModelOptions with_context(std::int64_t tokens) {
    ModelOptions options;
    options.context_tokens = tokens;
    options.answer_tokens = 500;
    return options;
}

TEST(CutTalk, EverySentenceIsInOnePieceWholeAndInOrder) {
    const Analysis analysis = talk(200);
    for (const std::int64_t context : {1'500, 2'000, 4'000, 100'000}) {
        const auto options = with_context(context);
        const auto pieces = cut_talk(analysis, options);
        ASSERT_FALSE(pieces.empty());
        std::size_t sentence = 0;
        std::uint32_t at = 0;
        for (const auto& piece : pieces) {
            EXPECT_GE(piece.span.begin, at);
            at = piece.span.end;
            EXPECT_LE(piece.tokens + options.answer_tokens, std::max<std::int64_t>(context, 2'100)) << context;
            for (std::string wanted; sentence < 400; ++sentence) {
                wanted =
                    (sentence % 2 == 0 ? "This is sentence number " : "And number ") + std::to_string(sentence) + " ";
                if (piece.prompt.find(wanted) == std::string::npos) break;
            }
        }
        EXPECT_EQ(sentence, 400u) << context;
    }
    EXPECT_EQ(cut_talk(analysis, with_context(100'000)).size(), 1u);
}

TEST(CutTalk, TheSpeakerStandsBeforeEachTurnAndEachPiece) {
    for (const auto& piece : cut_talk(talk(200), with_context(2'000))) {
        const std::string said = piece.prompt.substr(piece.prompt.find("The transcript begins.\n") + 23);
        EXPECT_TRUE(said.starts_with("Ada: ") || said.starts_with("Somebody: ")) << said.substr(0, 80);
        EXPECT_THAT(said, HasSubstr("\nSomebody: This is"));
    }
}

TEST(CutTalk, FindingsAreNumberedInThePieceThatHasThem) {
    Analysis analysis = talk(100);
    for (const std::size_t i : {3u, 50u, 97u}) {
        Quote quote;
        quote.span = analysis.transcript.segments[i].span;
        analysis.quotes.push_back(quote);
    }
    analysis.summary.sentences.push_back(analysis.transcript.segments[50].span);  // once, though found twice
    std::vector<Span> found;
    for (const auto& piece : cut_talk(analysis, with_context(2'000))) {
        for (std::size_t n = 0; n < piece.findings.size(); ++n) {
            EXPECT_TRUE(piece.span.contains(piece.findings[n]));
            EXPECT_THAT(piece.prompt, HasSubstr("[" + std::to_string(n + 1) + "] " +
                                                std::string(piece.findings[n].in(analysis.transcript.text)) + "\n"));
        }
        found.insert(found.end(), piece.findings.begin(), piece.findings.end());
    }
    EXPECT_THAT(found,
                ::testing::ElementsAre(analysis.transcript.segments[3].span, analysis.transcript.segments[50].span,
                                       analysis.transcript.segments[97].span));
}

TEST(CutTalk, SurvivesNothingAndOneEndlessWord) {
    EXPECT_TRUE(cut_talk(Analysis{}, with_context(2'000)).empty());
    Analysis endless;
    endless.transcript.text = std::string(50'000, 'a');
    endless.transcript.segments.push_back({{0, 50'000}, {}, {}, kNoSpeaker});
    for (const auto& piece : cut_talk(endless, with_context(4'000)))
        EXPECT_LE(piece.tokens + 500, 4'000) << "a runaway sentence is no longer than the context";
}

}  // namespace
}  // namespace earwitness::llm
