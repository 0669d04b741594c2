#include "analysis/chapters/chapters.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "analysis/chapters/cut.h"
#include "analysis/chapters/floor.h"
#include "analysis/chapters/windows.h"
#include "analysis/chapters/wording.h"

namespace earwitness::analysis::chapters {
namespace {

struct Episode {
    Transcript transcript;
    Document document;
    Terms terms;
    std::vector<Chapter> chapters;

    // A segment a paragraph, speakers by turns.
    explicit Episode(const std::vector<std::string>& paragraphs) {
        for (std::size_t i = 0; i < paragraphs.size(); ++i) {
            if (i > 0) transcript.text += "\n";
            const auto begin = static_cast<std::uint32_t>(transcript.text.size());
            transcript.text += paragraphs[i];
            transcript.segments.push_back({{begin, static_cast<std::uint32_t>(transcript.text.size())},
                                           static_cast<std::int64_t>(i) * 10000,
                                           static_cast<std::int64_t>(i) * 10000 + 9000,
                                           static_cast<int>(i % 2)});
        }
        transcript.speakers = {{"s0", "Ada"}, {"s1", "Bob"}};
        document = build_document(transcript);
        const Background background = Background::load(Background::builtin_bytes()).value();
        terms = build_terms(document, background);
        const auto candidates = find_candidates(document, terms, background, {}, person_words(document, {}, {}));
        chapters = find_chapters(document, terms, candidates, {}, {});
    }
};

// Forty turns of one subject, then forty of another.
std::vector<std::string> two_subjects() {
    std::vector<std::string> out;
    for (int i = 0; i < 40; ++i)
        out.push_back(
            "The submarine cable is laid by a ship, and the ship lowers the submarine cable into the ocean trench, "
            "where an anchor may cut it.");
    out.push_back("Okay, let's talk about bread. How do you bake the sourdough bread?");
    for (int i = 0; i < 40; ++i)
        out.push_back(
            "The sourdough bread needs flour and a warm oven, and the baker folds the dough before the sourdough goes "
            "into the oven again.");
    return out;
}

TEST(Chapters, HoldEverySentenceAndNeverOverlap) {
    const Episode e(two_subjects());
    ASSERT_GE(e.chapters.size(), 2u);
    EXPECT_EQ(e.chapters.front().span.begin, e.document.sentences.front().span.begin);
    EXPECT_EQ(e.chapters.back().span.end, e.document.sentences.back().span.end);
    for (std::size_t i = 0; i < e.chapters.size(); ++i) {
        EXPECT_FALSE(e.chapters[i].title.empty());
        EXPECT_TRUE(e.chapters[i].start_ms.has_value());
        if (i == 0) continue;
        EXPECT_LT(e.chapters[i - 1].span.end, e.chapters[i].span.begin);
        EXPECT_EQ(e.document.sentence_at(e.chapters[i].span.begin),
                  e.document.sentence_at(e.chapters[i - 1].span.end - 1) + 1)
            << "no sentence between two chapters";
    }
}

TEST(Chapters, BeginWhereTheSubjectChangesAndAreNamedAfterIt) {
    const Episode e(two_subjects());
    const auto change = static_cast<std::uint32_t>(e.transcript.text.find("Okay, let's"));
    bool found = false;
    for (const Chapter& chapter : e.chapters) {
        found |= chapter.span.begin == change;
        const bool bread = chapter.span.begin >= change;
        EXPECT_EQ(chapter.title.find(bread ? "cable" : "bread"), std::string::npos) << chapter.title;
    }
    EXPECT_TRUE(found);
    EXPECT_NE(e.chapters.front().title.find("ubmarine"), std::string::npos) << e.chapters.front().title;
}

// Words that stand together in the talk, of the chapter, whole, and never a sponsor's.
TEST(Wording, IsSomebodysOwn) {
    const Episode e(two_subjects());
    const std::size_t change =
        e.document.sentence_at(static_cast<std::uint32_t>(e.transcript.text.find("Okay, let's")));
    const auto best = [&](const std::vector<SponsorRead>& sponsors, std::size_t chapter) {
        const std::vector<std::size_t> starts = {0, change};
        Wording wording(e.document, e.terms, {}, sponsors, starts);
        const std::vector<Span> runs = wording.runs(chapter);
        return runs.empty() ? std::string() : std::string(e.document.of(runs.front()));
    };
    EXPECT_NE(best({}, 0).find("submarine cable"), std::string::npos) << best({}, 0);
    EXPECT_NE(best({}, 1).find("sourdough"), std::string::npos) << best({}, 1);
    SponsorRead all;
    all.span = {0, static_cast<std::uint32_t>(e.transcript.text.size())};
    EXPECT_EQ(best({all}, 0), "");
}

TEST(Wording, BeginsAndEndsWithWhatIsNamed) {
    std::vector<std::string> talk;
    for (int i = 0; i < 12; ++i)
        talk.push_back(
            "We gladly saw the harbour pilots and they were installing harbour cranes quickly when a harbour master "
            "retired.");
    const Episode e(talk);
    const std::vector<std::size_t> starts = {0};
    const std::vector<SponsorRead> none;
    Wording wording(e.document, e.terms, {}, none, starts);
    std::set<std::string> said;
    for (const Span run : wording.runs(0)) said.emplace(e.document.of(run));
    EXPECT_TRUE(said.contains("harbour pilots"));
    EXPECT_TRUE(said.contains("installing harbour cranes"));
    for (const std::string& run : said) {
        EXPECT_FALSE(run.ends_with("quickly") || run.ends_with("retired")) << run;
        EXPECT_FALSE(run.starts_with("gladly") || run.starts_with("saw")) << run;
        EXPECT_EQ(run.find("they"), std::string::npos) << run;
    }
}

TEST(Chapters, AShortTalkIsOneAndAnEmptyOneNone) {
    EXPECT_EQ(Episode({"One thing. And another."}).chapters.size(), 1u);
    EXPECT_EQ(Episode({"...", "?"}).chapters.size(), 1u);
    EXPECT_TRUE(Episode(std::vector<std::string>{}).chapters.empty());
}

TEST(Chapters, LikenessIsLeastWhereTheSubjectChanges) {
    const Episode e(two_subjects());
    const auto cosine = slide_windows(content_words(e.document, e.terms), e.terms, 60);
    ASSERT_EQ(cosine.size(), e.document.sentences.size());
    const std::size_t change =
        e.document.sentence_at(static_cast<std::uint32_t>(e.transcript.text.find("Okay, let's")));
    for (std::size_t s = 10; s + 10 < cosine.size(); ++s)
        if (s + 6 < change || s > change + 6) {
            EXPECT_GT(cosine[s], cosine[change]) << s;
        }
    EXPECT_LT(cosine[change], 0.1f);
}

TEST(Chapters, NoneBeginsInsideASponsorRead) {
    // The advertisement is about something else, so that its sentences look like a change of subject.
    auto lines = two_subjects();
    const std::string ad = "Acme sells garden chairs. The chairs fold. A folded chair fits every balcony and garden.";
    lines[40] = ad + " " + ad + " " + ad + " Okay, let's talk about bread. How do you bake the sourdough bread?";
    const Episode plain(lines);
    SponsorRead read;
    read.span.begin = static_cast<std::uint32_t>(plain.transcript.text.find("Acme"));
    read.span.end = static_cast<std::uint32_t>(plain.transcript.text.find(" Okay, let's"));
    const auto starts = chapter_starts(plain.document, plain.terms, {read});
    ASSERT_GT(starts.size(), 1u);
    bool behind = false;
    for (const std::size_t s : starts) {
        const std::uint32_t begin = plain.document.sentences[s].span.begin;
        EXPECT_FALSE(begin > read.span.begin && begin < read.span.end) << begin;
        behind |= begin == read.span.end + 1;
    }
    EXPECT_TRUE(behind) << "the talk resumes behind the read";
}

TEST(Chapters, CountTheTurnsAround) {
    const Episode e({"One two three.", "One two three. Four five six.", "Seven."});
    ASSERT_EQ(e.document.sentences.size(), 4u);
    const auto all = turns_around(e.document, 1000);
    const auto turns = [](float log) { return std::lround(std::expm1(log)); };
    EXPECT_EQ(turns(all[0].before), 0);
    EXPECT_EQ(turns(all[0].after), 3);
    EXPECT_EQ(turns(all[2].before), 2) << "the second turn began before its second sentence";
    EXPECT_EQ(turns(all[2].after), 1);
    EXPECT_EQ(turns(turns_around(e.document, 4)[3].before), 0) << "only a sentence is that near, and it begins no turn";
    EXPECT_EQ(turns(log_turn_words(e.document)[1]), 8) << "marks count";
}

}  // namespace
}  // namespace earwitness::analysis::chapters
