#include "cli/additions_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace earwitness::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Analysis read_by_a_model() {
    Analysis a;
    a.transcript.text = "The cable is long. It will last.";
    a.transcript.segments = {{{0, 32}, 61'000, 61'900, kNoSpeaker}};
    Chapter chapter;
    chapter.span = {0, 32};
    chapter.title = "Cable";
    a.chapters = {chapter};
    Entity ada;
    ada.id = "ada";
    ada.name = "Ada";
    a.entities = {ada};
    a.llm.emplace();
    a.llm->model = "some\nmodel";
    a.llm->parts = 3;
    a.llm->parts_read = 3;
    return a;
}

TEST(AdditionsReport, ListsWhatWasAddedWithItsPlaces) {
    Analysis a = read_by_a_model();
    a.llm->title = ModelSentence{"A long cable", {{4, 9}}};
    a.llm->quotes.push_back({{19, 32}, "exact", "It says how long", "cables"});
    a.llm->sections.push_back({0, {{"It lasts", {{19, 32}, {0, 18}}}}});
    a.llm->chapters.push_back({0, {"Cables that last", {{19, 32}}}});
    a.llm->categories.push_back({"ada", "engineer"});
    const std::string text = additions_text(a);
    EXPECT_THAT(text,
                HasSubstr("Added by some model, a language model (the words of quotations are the transcript's)\n"));
    EXPECT_THAT(text, HasSubstr("Title: A long cable  [1:01 4-9]\n"));
    EXPECT_THAT(text, HasSubstr("On \"Cable\"\n  It lasts  [1:01 19-32, 1:01 0-18]\n"));
    EXPECT_THAT(text, HasSubstr("\"It will last.\"  [1:01 19-32]\n  cables\n  It says how long\n"));
    EXPECT_THAT(text, HasSubstr("Cable -> Cables that last  [1:01 19-32]\n"));
    EXPECT_THAT(text, HasSubstr("Ada: none -> engineer\n"));
    a.llm->parts_read = 2;
    EXPECT_THAT(additions_text(a), HasSubstr("; 2 of its 3 answers were had)\n"));
}

TEST(AdditionsReport, NothingIsNotCalledAdded) {
    Analysis a = read_by_a_model();
    EXPECT_EQ(additions_text(a), "Nothing was added by some model, a language model\n");
    a.llm->parts_read = 0;
    EXPECT_EQ(additions_text(a), "Nothing was added by some model, a language model: 0 of its 3 answers were had\n");
}

TEST(AdditionsReport, CountsWhatWasRefusedByKindAndReason) {
    const std::vector<store::RefusedAddition> refused = {
        {"quote", "not in the transcript", "He said no", ""},
        {"quote", "not in the transcript", "They said yes", ""},
        {"summary", "a number is not in its evidence", "In 1999", "1999"}};
    EXPECT_EQ(refused_text(refused, false),
              "3 answers refused; quote: not in the transcript 2; summary: a number is not in its evidence 1\n");
    EXPECT_THAT(refused_text(refused, true), HasSubstr("  summary, a number is not in its evidence (1999): In 1999\n"));
    EXPECT_EQ(refused_text({}, true), "0 answers refused\n");
}

}  // namespace
}  // namespace earwitness::cli
