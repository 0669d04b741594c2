#include "analysis/speakers/speakers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "analysis/entities/entities.h"

namespace earwitness::analysis::speakers {
namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;  // label, words

Transcript transcript_of(const Lines& lines) {
    Transcript t;
    for (const auto& [label, words] : lines) {
        auto found =
            std::find_if(t.speakers.begin(), t.speakers.end(), [&](const Speaker& s) { return s.name == label; });
        if (found == t.speakers.end())
            found = t.speakers.insert(t.speakers.end(), {"s" + std::to_string(t.speakers.size()), label});
        const auto begin = static_cast<std::uint32_t>(t.text.size());
        t.text += words + "\n";
        t.segments.push_back({{begin, begin + static_cast<std::uint32_t>(words.size())},
                              {},
                              {},
                              static_cast<int>(found - t.speakers.begin())});
    }
    return t;
}

// "SPEAKER_00=Ada Vale (I'm Ada Vale)", one a line.
std::string namings_of(const Lines& lines, const std::vector<std::string>& people = {}) {
    static const entities::EntityModel kModel = *entities::EntityModel::load(entities::EntityModel::builtin_bytes());
    EpisodeMeta meta;
    for (const std::string& name : people) meta.persons.push_back({name, "", "", "", ""});
    const Transcript transcript = transcript_of(lines);
    const Document document = build_document(transcript);
    const auto found = entities::extract_entities(document, meta, kModel, {}, entities::Knowledge::builtin());
    std::string out;
    for (const Naming& naming : name_speakers(document, meta, found))
        out += transcript.speakers[static_cast<std::size_t>(naming.speaker)].name + "=" + naming.name + " (" +
               std::string(document.of(naming.span)) + ")\n";
    return out;
}

TEST(Speakers, AreNamedByWhatIsSaidAndOnlyThen) {
    const std::string plain = "We have been building this for ten years and it still surprises me every day.";
    const struct {
        const char* what;
        Lines lines;
        std::string named;
    } kCases[] = {
        {"own name",
         {{"SPEAKER_00", "Welcome to the show. I'm Sarah Miller."}, {"SPEAKER_01", plain}},
         "SPEAKER_00=Sarah Miller (I'm Sarah Miller)\n"},
        {"somebody else's name",
         {{"SPEAKER_00", "I'm Sarah Miller's biggest fan. " + plain}, {"SPEAKER_01", plain}},
         ""},
        {"introduced and answers",
         {{"SPEAKER_00", "Today I am joined by Robert Hughes."}, {"SPEAKER_01", "Thanks for having me. " + plain}},
         "SPEAKER_01=Robert Hughes (Today I am joined by Robert Hughes)\n"},
        {"introduced with another",
         {{"SPEAKER_00", "Today I am joined by Robert Hughes and Linda Carter."},
          {"SPEAKER_01", "Thanks for having us. " + plain}},
         ""},
        {"only spoken of", {{"SPEAKER_00", "I like what Robert Hughes wrote. " + plain}, {"SPEAKER_01", plain}}, ""},
        {"two say the same name",
         {{"SPEAKER_00", "Hello, I'm Sarah Miller. " + plain}, {"SPEAKER_01", "Hello, I'm Sarah Miller. " + plain}},
         ""},
        {"told, not introduced",
         {{"SPEAKER_00", "So I have told Robert Hughes."}, {"SPEAKER_01", "Thanks. " + plain}},
         ""},
        {"an outcry",
         {{"SPEAKER_00", "What do you say, God?"},
          {"SPEAKER_01", plain},
          {"SPEAKER_00", "And then, God?"},
          {"SPEAKER_01", plain},
          {"SPEAKER_00", "And now, God?"},
          {"SPEAKER_01", plain}},
         ""},
        {"a label that is a name", {{"Bob", "Hello, I'm Sarah Miller. " + plain}, {"SPEAKER_01", plain}}, ""},
        {"a name that another label has",
         {{"SPEAKER_00", "Hello, I'm Sarah Miller. " + plain}, {"Sarah Miller", plain}},
         ""},
    };
    for (const auto& c : kCases) EXPECT_EQ(namings_of(c.lines), c.named) << c.what;
}

TEST(Speakers, ThePeopleOfTheFeedSayTheFullName) {
    const Lines lines = {{"Speaker 1", "Welcome to the show. I'm Sarah, and this is episode ten."},
                         {"Speaker 2", "We have been building this for ten years."}};
    EXPECT_EQ(namings_of(lines, {"Sarah Miller", "Tom Jones"}), "Speaker 1=Sarah Miller (I'm Sarah)\n");
    EXPECT_EQ(namings_of(lines, {"Sarah Miller", "Sarah Jones"}), "Speaker 1=Sarah (I'm Sarah)\n");
}

TEST(Speakers, AnInitialAndALastNameAreOneOfTheFeedsPeople) {
    const Lines lines = {{"Speaker 1", "Welcome to the show. I'm Smiller, and this is episode ten."},
                         {"Speaker 2", "We have been building this for ten years."}};
    EXPECT_EQ(namings_of(lines, {"Sarah Miller", "Tom Jones"}), "Speaker 1=Sarah Miller (I'm Smiller)\n");
}

TEST(Speakers, WhoSpeaksOnceInALongTalkIsNamedByHisOwnWordsAlone) {
    Lines lines;
    for (int i = 0; i < 12; ++i) {
        lines.emplace_back("SPEAKER_00", "We have been building this for ten years.");
        lines.emplace_back("SPEAKER_01", "It still surprises me every day.");
    }
    lines.emplace_back("SPEAKER_00", "Today I am joined by Robert Hughes.");
    Lines named = lines;
    lines.emplace_back("SPEAKER_02", "Thanks for having me.");
    EXPECT_EQ(namings_of(lines), "");
    named.emplace_back("SPEAKER_02", "Thanks for having me. I'm Robert Hughes.");
    EXPECT_EQ(namings_of(named), "SPEAKER_02=Robert Hughes (I'm Robert Hughes)\n");
}

TEST(Speakers, KnowsWhichLabelsAreNone) {
    for (const char* label : {"SPEAKER_00", "Speaker 1", "spk_0", "speaker", "A", "Guest 2", "HOST", "Unknown", "1"})
        EXPECT_TRUE(is_anonymous(label)) << label;
    for (const char* label : {"Ada Vale", "Ada", "Dr. B", "Speaker of the House", "AJ"})
        EXPECT_FALSE(is_anonymous(label)) << label;
}

}  // namespace
}  // namespace earwitness::analysis::speakers
