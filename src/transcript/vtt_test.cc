#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "transcript/formats.h"

namespace earwitness::transcript {
namespace {

std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Times of the cues, a cue of several voices counted once.
std::string times_of(std::string_view vtt) {
    Oddities odd;
    if (vtt.starts_with("\xEF\xBB\xBF")) vtt.remove_prefix(3);
    std::string out;
    std::size_t last_line = 0;
    for (const auto& cue : parse_vtt(vtt, odd).cues) {
        if (cue.line == last_line) continue;
        last_line = cue.line;
        if (!out.empty()) out += ' ';
        out += std::to_string(*cue.start_ms) + "-" + std::to_string(*cue.end_ms);
    }
    return out;
}

std::string words_of(std::string_view vtt) {
    Oddities odd;
    std::string out;
    for (const auto& cue : parse_vtt(vtt, odd).cues) out += "[" + cue.speaker + "|" + cue.text + "]";
    return out;
}

TEST(ParseVttTest, ReadsCueText) {
    const struct {
        std::string_view text, expected;
    } cases[] = {
        {"plain", "[|plain]"},
        {"<b>bold</b> <c.red>red</c> <lang en>en</lang>", "[|bold red en]"},
        {"a &lt;b&gt; &#65;&#x42; &unknown; & b", "[|a <b> AB &unknown; & b]"},
        {"3 < 4 and <3", "[|3 < 4 and <3]"},
        {"<v.loud Ada Lovelace>Hi</v> there", "[Ada Lovelace|Hi][| there]"},
        {"<v Ada>Hi\n<v Bob>Ho", "[Ada|Hi\n][Bob|Ho]"},
        {"<ruby>kanji<rt>sound</rt></ruby>", "[|kanji]"},
        {"unclosed <b tag", "[|unclosed ]"},
        {"<v A &amp; B>x", "[A & B|x]"},
    };
    for (const auto& c : cases)
        EXPECT_EQ(words_of("WEBVTT\n\n00:00.000 --> 00:05.000\n" + std::string(c.text)), c.expected) << c.text;
}

TEST(ParseVttTest, ReadsInnerTimesAsWords) {
    Oddities odd;
    const auto list = parse_vtt("WEBVTT\n\n00:01.000 --> 00:03.000\none<00:01.500> two<00:02.000><c> three</c>\n", odd);
    ASSERT_EQ(list.cues.size(), 1U);
    ASSERT_EQ(list.cues[0].words.size(), 3U);
    EXPECT_EQ(list.cues[0].text, "one two three");
    EXPECT_EQ(list.cues[0].words[1].text, " two");
    EXPECT_EQ(list.cues[0].words[1].start_ms, 1500);
    EXPECT_EQ(list.cues[0].words[1].end_ms, 2000);
    EXPECT_EQ(list.cues[0].words[2].end_ms, 3000);
}

TEST(ParseVttTest, TakesTimesAsTheyAreWritten) {
    const struct {
        std::string_view timing, expected;
    } cases[] = {
        {"00:01.000 --> 00:02.000", "1000-2000"},
        {"1:00:00.000 --> 1:00:01.000", "3600000-3601000"},
        {"0.000 --> 3.480", "0-3480"},
        {"59.240 --> 1:03.100", "59240-63100"},
        {"00:01,000 --> 00:02,000", "1000-2000"},
        {"00:01:39 --> 00:01:41.04", "99000-101040"},
        {"00:00.000-->00:01.000line:0", "0-1000"},
        {"00:61.000 --> 00:62.000", ""},
        {"00:000.000 --> 00:01.000", ""},
        {"00:01.0000 --> 00:02.000", ""},
        {"x00:01.000 --> 00:02.000", ""},
        {"00:01.000 -> 00:02.000", ""},
        {"00:01.000 --> ", ""},
        {"100:00:00.000 --> 100:00:01.000", "360000000-360001000"},
    };
    for (const auto& c : cases)
        EXPECT_EQ(times_of("WEBVTT\n\n" + std::string(c.timing) + "\ntext\n"), c.expected) << c.timing;
}

// mozilla/vtt.js' cases: which cues a browser's parser finds, and when. We may read more than a browser, never less.
TEST(ParseVttTest, FindsTheCuesOfVttJs) {
    const std::filesystem::path top =
        std::filesystem::path(EARWITNESS_SOURCE_DIR) / "../shared/data/transcripts/suites";
    std::ifstream table(top / "vtt.js_cases.tsv");
    if (!table) GTEST_SKIP() << "no ../shared/data";
    std::string row;
    std::getline(table, row);
    std::size_t cases = 0, same = 0;
    while (std::getline(table, row)) {
        std::istringstream fields(row);
        std::string vtt, json, check, count, times;
        std::getline(fields, vtt, '\t');
        std::getline(fields, json, '\t');
        std::getline(fields, check, '\t');
        std::getline(fields, count, '\t');
        std::getline(fields, times, '\t');
        ++cases;
        const std::string found = times_of(file_bytes(top / "vtt.js" / vtt));
        if (found == times)
            ++same;
        else
            std::cout << "differs: " << vtt << ": expected \"" << times << "\", found \"" << found << "\"\n";
    }
    std::cout << same << " of " << cases << " vtt.js cases have the same cue times\n";
    EXPECT_GE(same * 239, cases * 235);
}

}  // namespace
}  // namespace earwitness::transcript
