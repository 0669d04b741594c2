#include "analysis/quantities/quantities.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

namespace earwitness::analysis::quantities {
namespace {

Transcript transcript_of(const std::string& text) {
    Transcript out;
    out.text = text;
    if (!text.empty()) out.segments.push_back({Span{0, static_cast<std::uint32_t>(text.size())}, {}, {}, kNoSpeaker});
    return out;
}

// "<words>=<value> <unit> (<what>)" for each quantity, parted by "; ".
std::string read(const std::string& text) {
    const Transcript transcript = transcript_of(text);
    const Document document = build_document(transcript);
    std::string out;
    for (const Quantity& q : extract_quantities(document)) {
        char value[40];
        std::snprintf(value, sizeof value, "%.6g", q.value);
        if (!out.empty()) out += "; ";
        out += std::string(document.of(q.span)) + "=" + value + " " + q.unit;
        if (!q.what.empty()) out += " (" + q.what + ")";
    }
    return out;
}

TEST(Quantities, ReadsWhatIsMeasured) {
    const struct {
        const char* text;
        const char* expected;
    } kCases[] = {
        {"We run about 3,000 nodes.", "3,000 nodes=3000 nodes (nodes)"},
        {"We run twelve hundred worker nodes.", "twelve hundred worker nodes=1200 nodes (worker nodes)"},
        {"They raised $3.5B last year.", "$3.5B=3.5e+09 USD"},
        {"They raised three and a half million dollars.", "three and a half million dollars=3.5e+06 USD"},
        {"That was half a million.", "half a million=500000 "},
        {"90% of startups fail.", "90%=90 percent (startups)"},
        {"A 20% drop in clickthrough rates.", "20%=20 percent (drop in clickthrough rates)"},
        {"It is 5x faster, or ten times.", "5x=5 times (faster); ten times=10 times"},
        {"It is twice as fast.", "twice=2 times"},
        {"Half of teams never test.", "Half=0.5  (teams)"},
        {"Two thirds of voters agree.", "Two thirds=0.666667  (voters)"},
        {"Our latency is 500 milliseconds.", "500 milliseconds=500 milliseconds (latency)"},
        {"It went to ten to twenty percent.", "ten=10 percent; twenty percent=20 percent"},
        {"It took 10-20 minutes.", "10=10 minutes; 20 minutes=20 minutes"},
        {"One point five million users joined.", "One point five million users=1.5e+06 users (users)"},
        {"We have a hundred and five thousand members.",
         "a hundred and five thousand members=105000 members (members)"},
        {"A gif of 18MB, a delay of 100ms.", "18MB=18 megabytes (gif); 100ms=100 milliseconds (delay)"},
        {"We sold 2000 copies.", "2000 copies=2000 copies (copies)"},
        {"Twenty-five people came.", "Twenty-five people=25 people (people)"},
    };
    for (const auto& c : kCases) EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Quantities, LeavesOutWhatMeasuresNothing) {
    const char* const kCases[] = {
        "",
        "In 2019 we left.",
        "It was nineteen eighty-four.",
        "By twenty twenty-five.",
        "She is 30 years old.",
        "At 10:30 or 5 pm.",
        "On May 14 we met.",
        "Python 3 is out.",
        "One of two things.",
        "It is version 2.",
        "That is the 3rd one.",
        "Back in the 90s.",
        "See 2/3/2020.",
        "A one and a two.",
        "No one said so.",
        "It can half work.",
        "This quarter was good.",
        "Episode 110 was fun.",
        "The 2012 elections.",
        "The 2008 days, 2007 timeframes.",
    };
    for (const char* text : kCases) EXPECT_EQ(read(text), "") << text;
}

TEST(Quantities, StaysWithinHostileText) {
    const std::string kHostile[] = {std::string(5000, '9'),
                                    "one " + std::string(3000, ' ') + "hundred",
                                    "$$$$ 5 % % %",
                                    "1,1,1,1,1,1,,,,,.,5",
                                    "$",
                                    "a",
                                    "half a"};
    for (const std::string& base : kHostile) {
        std::string text;
        while (text.size() < 20000) text += base + " ";
        while (!text.empty() && text.back() == ' ') text.pop_back();
        const Transcript transcript = transcript_of(text);
        const Document document = build_document(transcript);
        std::uint32_t at = 0;
        for (const Quantity& q : extract_quantities(document)) {
            EXPECT_GE(q.span.begin, at) << base.substr(0, 20);
            EXPECT_GT(q.span.end, q.span.begin) << base.substr(0, 20);
            EXPECT_LE(q.span.end, text.size()) << base.substr(0, 20);
            at = q.span.end;
        }
    }
}

}  // namespace
}  // namespace earwitness::analysis::quantities
