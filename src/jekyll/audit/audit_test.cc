#include "jekyll/audit/audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jekyll/claims.h"

namespace earwitness::jekyll {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Sees the names that it is told, wherever they stand.
NameReader reader_of(const std::vector<std::pair<std::string, EntityType>>& names) {
    return [names](const std::string& text) {
        std::vector<SeenName> seen;
        for (const auto& [name, type] : names)
            for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1))
                seen.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + name.size())}, type});
        return seen;
    };
}

AuditReport audited(const std::vector<std::pair<std::string, std::string>>& pages, const NameReader& reader = {},
                    const std::function<bool(std::string_view)>& exists = {}) {
    Audit audit;
    for (const auto& [file, front] : pages) {
        const std::string text = "---\n" + front + "---\n";
        audit.add(audit_page(file, take_page(text), reader, exists));
    }
    return audit.finish();
}

std::vector<std::string> found(const AuditReport& report, Defect defect) {
    std::vector<std::string> out;
    for (const auto& item : report[defect].items) out.push_back(item.what);
    return out;
}

std::string company(const std::string& name, const std::string& context, const std::string& category = "unknown") {
    return "- category: " + category + "\n  confidence: medium\n  context: '" + context + "'\n  name: " + name +
           "\n  position: 1\n";
}
std::string model_company(const std::string& name, const std::string& category) {
    return "- category: " + category + "\n  confidence: high\n  context: what it is\n  name: " + name +
           "\n  source: llm_enhanced\n";
}
std::string rule_quote(const std::string& text, const std::string& topics = "[]") {
    return "- length: 1\n  relevance_score: 5\n  text: '" + text + "'\n  topics: " + topics + "\n";
}
std::string model_quote(const std::string& text, int score = 7, const std::string& reason = "why") {
    return "- impact_reason: " + reason + "\n  relevance_score: " + std::to_string(score) +
           "\n  source: llm_enhanced\n  text: '" + text + "'\n  topic: x\n";
}

TEST(DefectKinds, HaveACodeOfTheirOwn) {
    std::set<std::string_view> codes;
    for (int i = 0; i < kDefects; ++i) {
        const auto& kind = defect_kind(static_cast<Defect>(i));
        EXPECT_FALSE(kind.code.empty() || kind.title.empty() || kind.of.empty()) << i;
        codes.insert(kind.code);
    }
    EXPECT_EQ(codes.size(), static_cast<std::size_t>(kDefects));
}

TEST(AuditCompanies, TellsNamesFromOtherWords) {
    const auto reader = reader_of({{"Bell Labs", EntityType::kOrg},
                                   {"Ada Byron", EntityType::kPerson},
                                   {"Harbour Cloud", EntityType::kProduct},
                                   {"Under Harbour", EntityType::kOrg}});
    const auto report = audited(
        {{"a.md", "companies:\n" + company("But I", "so. But I think") + company("When Zenith", "x When Zenith came") +
                      company("Bell Labs IPO", "the Bell Labs IPO was") +
                      company("Told Ada Byron", "x Told Ada Byron y") + company("LLM APIs", "use LLM APIs for") +
                      company("AI GPU", "an AI GPU for") + company("AI US", "the AI US x") +
                      company("An AI", "it was An AI") + company("Bell Labs API", "the Bell Labs API is") +
                      company("Harbour Of", "the Harbour Of x") + company("The Lamp Room", "read The Lamp Room") +
                      company("Harbour Cloud Nine", "on Harbour Cloud Nine") + company("US Steel", "as US Steel says") +
                      company("Under Harbour", "from Under Harbour") + company("Under Lamps", "from Under Lamps") +
                      company("Capital One", "at Capital One") + company("Two Lamps", "the Two Lamps")}},
        reader);
    EXPECT_THAT(
        found(report, Defect::kJunkName),
        ElementsAre("But I: has the pronoun I", "When Zenith: begins with \"When\"",
                    "Bell Labs IPO: a name with \"IPO\" glued to it", "LLM APIs: a plural of a thing's abbreviation",
                    "AI GPU: abbreviations of things", "AI US: abbreviations of things",
                    "An AI: abbreviations of things", "Bell Labs API: \"Bell Labs\" with \"API\" glued to it",
                    "Harbour Of: ends with \"Of\"", "Under Lamps: begins with \"Under\""));
    EXPECT_EQ(report[Defect::kJunkName].of, 17u);
    EXPECT_EQ(report[Defect::kJunkName].items[0].line, 3u);
}

TEST(AuditCompanies, FindsWhatIsWrongWithTechnologyAndRepeats) {
    const auto report = audited(
        {{"a.md", "companies:\n" + company("Monday", "on Monday we", "tech") +
                      company("Meta", "a meta analysis", "tech") + company("Openai", "that OpenAI made", "tech") +
                      company("Nvidia", "the Nvidia chip", "tech") + model_company("OpenAI", "ai lab") +
                      model_company("The Nvidia", "chips") + model_company("Nvidia Cloud", "AI labs")}},
        reader_of({{"OpenAI", EntityType::kProduct}}));
    EXPECT_THAT(found(report, Defect::kGeneralWord), ElementsAre("Monday", "Meta"));
    EXPECT_THAT(found(report, Defect::kWrongCase), ElementsAre("Openai for OpenAI"));
    EXPECT_THAT(found(report, Defect::kSameName), ElementsAre("OpenAI", "The Nvidia"));
    EXPECT_THAT(found(report, Defect::kContainedName), ElementsAre("Nvidia"));
    EXPECT_THAT(found(report, Defect::kNotACompany), ElementsAre("OpenAI: a product"));
    EXPECT_THAT(found(report, Defect::kCategorySpellings),
                ElementsAre("ai lab, also spelt AI labs", "chips, used once", "AI labs, used once"));
    EXPECT_THAT(found(report, Defect::kListCut), IsEmpty());
}

TEST(AuditCompanies, ComparesPages) {
    std::string many = "companies:\n";
    for (int i = 0; i < 50; ++i) many += company("Name" + std::to_string(i), "context " + std::to_string(i));
    const std::string advert = "companies:\n" + company("Some Sponsor", "brought to you by Some Sponsor");
    const auto report = audited({{"a.md", advert}, {"b.md", advert}, {"c.md", advert}, {"d.md", many}});
    EXPECT_EQ(report[Defect::kBoilerplate].items.size(), 3u);
    EXPECT_EQ(report[Defect::kBoilerplate].of, 53u);
    EXPECT_THAT(found(report, Defect::kListCut), ElementsAre("ends with \"Name49\""));
}

TEST(AuditQuotes, FindsRepeatsAndInventions) {
    const std::string whole = "one two three four five six seven eight nine ten";
    const auto report = audited(
        {{"a.md", "quotes:\n" + rule_quote(whole) +
                      model_quote("One two three four five, six seven eight nine ten eleven.") +
                      model_quote(whole + " ") + model_quote("two three four") + model_quote("said [in 2020] so", 9) +
                      model_quote("and ... then", 10) + model_quote("[implied: yes]") +
                      model_quote("a b", 1, "Hypothetical quote based on it")}});
    EXPECT_EQ(report[Defect::kNearDuplicateQuote].items.size(), 2u);
    EXPECT_THAT(found(report, Defect::kContainedQuote), ElementsAre("two three four"));
    EXPECT_THAT(found(report, Defect::kInventedQuote),
                ElementsAre("[implied: yes] -- why", "a b -- Hypothetical quote based on it"));
    EXPECT_THAT(found(report, Defect::kEditedQuote),
                ElementsAre("said [in 2020] so", "and ... then", "[implied: yes]"));
    EXPECT_EQ(report[Defect::kSaturatedScore].items.size(), 2u);
    EXPECT_EQ(report[Defect::kSaturatedScore].of, 7u);
}

TEST(AuditQuotes, FindsTheFaultsOfTheRules) {
    const auto report = audited(
        {{"a.md", "quotes:\n" + rule_quote("You have to see it") + rule_quote("The average tripod", "[rag, ipo]") +
                      rule_quote("An IPO of markets", "[ipo, market]") + rule_quote("7 billion dollars") +
                      rule_quote("It grew by 3") + rule_quote("It was so in 2035") + rule_quote("We went to the U") +
                      rule_quote("He said \"so") + rule_quote("So do I")}});
    EXPECT_THAT(found(report, Defect::kStockPhrase), ElementsAre("You have to see it"));
    EXPECT_THAT(found(report, Defect::kSubstringKeyword),
                ElementsAre("rag: The average tripod", "ipo: The average tripod"));
    EXPECT_EQ(report[Defect::kSubstringKeyword].of, 4u);
    EXPECT_THAT(found(report, Defect::kCutQuote),
                ElementsAre("7 billion dollars", "It grew by 3", "We went to the U", "He said \"so"));
}

TEST(AuditTexts, ReadsSummariesInsightsAndActions) {
    const std::string good = "summary: All is said.\n";
    const auto report =
        audited({{"list.md", "summary:\n- overview: x\n"},
                 {"none.md", "title: x\n"},
                 {"refusal.md", "summary: 'Please provide the transcript of the episode.'\n"},
                 {"cut.md", "summary: 'It ends in the middle of a sentence which is long enough to be one and'\n"},
                 {"fence.md", "summary: '```json'\n"},
                 {"insights.md", good + "insights:\n- text: ''\n  source: llm_enhanced\n  type: general\n- text: " +
                                     std::string(301, 'x') + "\n- text: short\n- text: just about right\n" +
                                     "actionable_items:\n- action: potentially\n- action: do it\ntopics:\n- topic: "
                                     "ai\n  prominence: 1.0\n- topic: b\n  prominence: 0.5\n"}});
    EXPECT_THAT(found(report, Defect::kListSummary), ElementsAre("a list of 1"));
    EXPECT_THAT(found(report, Defect::kNoSummary), ElementsAre("no summary"));
    EXPECT_EQ(report[Defect::kRefusedSummary].items.size(), 1u);
    for (const std::string refusal :
         {"I cannot summarise this, because the transcript is empty.",
          "There might be some confusion: the text you gave is a song.",
          "I’m sorry, but your request has no talk in it.", "A song. Please share the talk."})
        EXPECT_EQ(audited({{"x.md", "summary: '" + refusal + "'\n"}})[Defect::kRefusedSummary].items.size(), 1u)
            << refusal;
    for (const std::string summary : {"I cannot believe it, says the host.", "They speak of transcripts of a trial."})
        EXPECT_THAT(found(audited({{"x.md", "summary: '" + summary + "'\n"}}), Defect::kRefusedSummary), IsEmpty())
            << summary;
    EXPECT_EQ(report[Defect::kCutSummary].items.at(0).file, "cut.md");
    EXPECT_THAT(found(report, Defect::kLeftover), ElementsAre("```json"));
    EXPECT_EQ(report[Defect::kEmptyInsight].items.size(), 1u);
    EXPECT_THAT(found(report, Defect::kRunawayInsight).at(0), HasSubstr("301 characters"));
    EXPECT_THAT(found(report, Defect::kFragmentInsight), ElementsAre("short"));
    EXPECT_THAT(found(report, Defect::kOneWordAction), ElementsAre("potentially"));
    EXPECT_THAT(found(report, Defect::kSaturatedTopic), ElementsAre("ai"));
    EXPECT_THAT(found(report, Defect::kEmptyPage).at(0), "no companies, no quotes, no topics");
}

TEST(AuditFacts, TellsKnownFromUnknown) {
    const auto report = audited(
        {{"a #1.md",
          "date: 2025-10-03 20:46:14 +0000\nduration: 1\nprocessing_date: 2025-10-03 20:46:14 +0000\nsource: Unknown "
          "Source\n"
          "title: One\noriginal_url: https://x.org/a\nhas_transcript: true\n"},
         {"b.md", "title: one\nsource: S\nduration: 2\ntranscript_url: /transcripts/b.html\n"},
         {"c.md", "title: other\nsource: S\noriginal_url: https://x.org/a\ntranscript_url: /transcripts/c.html\n"},
         {"d.md", "title: x â€™ y \xEF\xBF\xBD\nquotes:\n- a: b: c\nsource: S\n"}},
        {}, [](std::string_view path) { return path == "/transcripts/c.html"; });
    EXPECT_EQ(report.pages, 4u);
    EXPECT_THAT(found(report, Defect::kUnknownSource), ElementsAre("Unknown Source"));
    EXPECT_EQ(report[Defect::kUnknownSource].items[0].line, 5u);
    EXPECT_EQ(report[Defect::kProcessingDate].items.size(), 1u);
    EXPECT_EQ(report[Defect::kUnknownDuration].items.size(), 1u);
    EXPECT_EQ(report[Defect::kUnsafeFileName].items.size(), 1u);
    EXPECT_THAT(found(report, Defect::kMissingTranscript),
                ElementsAre("has_transcript is true, and no address is given", "/transcripts/b.html"));
    EXPECT_EQ(report[Defect::kMissingTranscript].of, 3u);
    EXPECT_THAT(found(report, Defect::kDuplicateEpisode), ElementsAre("as a #1.md", "as a #1.md"));
    EXPECT_EQ(report[Defect::kDoubleEncoding].items.size(), 1u);
    EXPECT_EQ(report[Defect::kLostCharacter].items.size(), 1u);
    EXPECT_EQ(report[Defect::kDamagedPage].items.size(), 1u);
}

TEST(AuditFacts, NamesWhatCannotBeRead) {
    Audit audit;
    audit.add(audit_page("x.md", take_page("no page"), {}, {}));
    const auto report = audit.finish();
    EXPECT_THAT(found(report, Defect::kUnreadablePage).at(0), HasSubstr("no front matter"));
    EXPECT_EQ(report.pages, 1u);
}

TEST(Claims, AreFoundByTheirWords) {
    auto page = parse_page(
        "---\ncompanies:\n- name: Bell Labs\n  position: 1\n- name: ''\n- 12\nquotes:\n- text: It’s, well, LIGHT\n  "
        "source: llm_enhanced\n"
        "insights:\n- text: we should go\n---\n");
    const auto claims = claims_of(std::get<Page>(page).front);
    ASSERT_EQ(claims.size(), 3u);
    EXPECT_EQ(claims[0].kind, "company");
    EXPECT_FALSE(claims[0].from_model);
    EXPECT_TRUE(claims[1].from_model);
    EXPECT_EQ(claims[2].words, "we should go");
    const std::string text = "At bell labs we said: it's well light! Bell, labs? We should stay.";
    const WordFinder finder(text);
    EXPECT_EQ(finder.find(claims[0].words)->in(text), "bell labs");
    EXPECT_EQ(finder.find(claims[1].words)->in(text), "it's well light");
    EXPECT_FALSE(finder.find(claims[2].words));
    EXPECT_FALSE(finder.find("..."));
    EXPECT_FALSE(finder.find("stay here"));
    EXPECT_FALSE(finder.find("nowhere"));
    EXPECT_FALSE(finder.find("before at bell"));
}

}  // namespace
}  // namespace earwitness::jekyll
