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

std::string number(double value) {
    char out[40];
    std::snprintf(out, sizeof out, "%.6g", value);
    return out;
}
std::string number(const std::optional<double>& value) { return value ? number(*value) : ""; }

// "<words>=<value> <unit> (<what>)" for each quantity, parted by "; ", then what else it has: "/month", "[38..40]",
// "{+ 10 in year}" for a rise from 10 within a year.
std::string read(const std::string& text) {
    const Transcript transcript = transcript_of(text);
    const Document document = build_document(transcript);
    std::string out;
    for (const Quantity& q : extract_quantities(document)) {
        if (!out.empty()) out += "; ";
        out += std::string(document.of(q.span)) + "=" + number(q.value) + " " + q.unit;
        if (!q.what.empty()) out += " (" + q.what + ")";
        if (!q.per.empty()) out += " /" + q.per;
        if (q.range) out += " [" + number(q.range->from) + ".." + number(q.range->to) + "]";
        if (!q.change) continue;
        out += std::string(" {") + (q.change->is_increase ? "+" : "-");
        if (q.change->from) out += " " + number(*q.change->from);
        if (!q.change->over.empty()) out += " in " + q.change->over;
        out += "}";
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
        {"It is 5x faster, or ten times.", "5x=5 times (faster); ten times=10 times"},
        {"It is twice as fast.", "twice=2 times"},
        {"Half of teams never test.", "Half=0.5  (teams)"},
        {"Two thirds of voters agree.", "Two thirds=0.666667  (voters)"},
        {"Our latency is 500 milliseconds.", "500 milliseconds=500 milliseconds (latency)"},
        {"One point five million users joined.", "One point five million users=1.5e+06 users (users)"},
        {"We have a hundred and five thousand members.",
         "a hundred and five thousand members=105000 members (members)"},
        {"A gif of 18MB, a delay of 100ms.", "18MB=18 megabytes (gif); 100ms=100 milliseconds (delay)"},
        {"We sold 2000 copies.", "2000 copies=2000 copies (copies)"},
        {"Twenty-five people came.", "Twenty-five people=25 people (people)"},
    };
    for (const auto& c : kCases) EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Quantities, ReadsRangesAndBounds) {
    const struct {
        const char* text;
        const char* expected;
    } kCases[] = {
        {"It went to ten to twenty percent.", "ten to twenty percent=10 percent [10..20]"},
        {"It took 10-20 minutes.", "10-20 minutes=10 minutes [10..20]"},
        {"It is 38 to 40x.", "38 to 40x=38 times [38..40]"},
        {"It is 3-4x faster.", "3-4x=3 times (faster) [3..4]"},
        {"That is 60 to 70 percent of users.", "60 to 70 percent=60 percent (users) [60..70]"},
        {"That is 60% to 70% of users.", "60% to 70%=60 percent (users) [60..70]"},
        {"We have between three and five clusters.", "three and five clusters=3 clusters (clusters) [3..5]"},
        {"They spend $5 to $10 on it.", "$5 to $10=5 USD [5..10]"},
        {"They raised two to three million dollars.", "two to three million dollars=2e+06 USD [2e+06..3e+06]"},
        {"It has one or two clusters.", "one or two clusters=1 clusters (clusters) [1..2]"},
        {"It has one or two people.", ""},
        {"I have one or two things.", ""},
        {"More than 300 people came.", "300 people=300 people (people) [300..]"},
        {"Up to 300 people came.", "300 people=300 people (people) [..300]"},
        {"No more than 300 people came.", "300 people=300 people (people) [..300]"},
        {"We have over 2,000 nodes.", "2,000 nodes=2000 nodes (nodes) [2000..]"},
        {"We have done it over five years.", "five years=5 years"},
        {"It is three-digit millions.", "three-digit millions=1e+08  [1e+08..9.99e+08]"},
        {"They paid six figures.", "six figures=100000  [100000..999999]"},
        {"It is a seven-figure deal.", "seven-figure=1e+06  (deal) [1e+06..1e+07]"},
        {"It is in the single digits.", "single digits=1  [1..9]"},
        {"It has tens of millions of users.", "tens of millions of users=1e+07 users (users) [1e+07..1e+08]"},
        {"It cost hundreds of thousands of dollars.", "hundreds of thousands of dollars=100000 USD [100000..1e+06]"},
        {"It has a couple hundred members.", "a couple hundred members=200 members (members)"},
        {"There are millions of users.", ""},
        {"It has two digits.", "two digits=2 digits (digits)"},
    };
    for (const auto& c : kCases) EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Quantities, ReadsSharesOfAWhole) {
    const struct {
        const char* text;
        const char* expected;
    } kCases[] = {
        {"Four out of five developers agree.", "Four out of five=0.8  (developers)"},
        {"One in ten users left.", "One in ten=0.1  (users)"},
        {"9 out of 10 dentists agree.", "9 out of 10=0.9  (dentists)"},
        {"Cut it down by three fourths.", "three fourths=0.75  {-}"},
        {"I did two in five days.", "five days=5 days"},
    };
    for (const auto& c : kCases) EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Quantities, ReadsRates) {
    const struct {
        const char* text;
        const char* expected;
    } kCases[] = {
        {"It costs $40,000.", "$40,000=40000 USD"},
        {"It costs $20 a month.", "$20 a month=20 USD /month"},
        {"It costs $20/month.", "$20/month=20 USD /month"},
        {"It costs $1.5M per year.", "$1.5M per year=1.5e+06 USD /year"},
        {"We serve 300 requests per second.", "300 requests per second=300 requests (requests) /second"},
        {"It costs 10 cents per square foot.", "10 cents per square foot=10 cents /square foot"},
        {"It costs $9 per user.", "$9 per user=9 USD /user"},
        {"We ship twice a week.", "twice a week=2 times /week"},
        {"We ship 3 releases every two weeks.", "3 releases every two weeks=3 releases (releases) /2 weeks"},
        {"There were 5 deaths per 100,000 people.", "5 deaths per 100,000 people=5 deaths (deaths) /100000 people"},
        {"It is $10 to $20 an hour.", "$10 to $20 an hour=10 USD /hour [10..20]"},
    };
    for (const auto& c : kCases) EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Quantities, ReadsChangesOverTime) {
    const struct {
        const char* text;
        const char* expected;
    } kCases[] = {
        {"Compute is doubling every six months.", "doubling every six months=2 times (Compute) {+ in 6 months}"},
        {"Our revenue tripled.", "tripled=3 times (revenue) {+}"},
        {"Usage has more than doubled in two years.", "doubled in two years=2 times (Usage) [2..] {+ in 2 years}"},
        {"They halved the price.", "halved=0.5 times (price) {-}"},
        {"It grew 2x year over year.", "2x year over year=2 times {+ in year}"},
        {"We saw 40% year-over-year growth.", "40% year-over-year=40 percent (growth) {+ in year}"},
        {"It grew 40 percent in the last two years.", "40 percent in the last two years=40 percent {+ in 2 years}"},
        {"We cut our costs by 30%.", "30%=30 percent {-}"},
        {"We cut our costs by half.", "half=0.5  {-}"},
        {"We cut our costs in half.", "half=0.5  {-}"},
        {"We split it in half.", ""},
        {"It is up 300%.", "300%=300 percent {+}"},
        {"A 20% drop in clickthrough rates.", "20%=20 percent (drop in clickthrough rates) {-}"},
        {"It went from ten minutes to two.", "ten minutes to two=2 minutes {- 10}"},
        {"We went from 30 people to 150.", "30 people to 150=150 people (people) {+ 30}"},
        {"It dropped from 2 hours down to about 15 minutes.", "2 hours down to about 15 minutes=15 minutes {- 120}"},
        {"Anything from 10 to 20 percent is fine.", "10 to 20 percent=10 percent [10..20]"},
        {"We doubled down on it.", ""},
        {"It is 3 million dollars more.", "3 million dollars=3e+06 USD"},
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
        "That was 2011-2012.",
        "I said [unintelligible 00:41:54.03] that day.",
        "They don't think twice.",
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
                                    "half a",
                                    "from ten to to down to five from 3 to",
                                    "doubling every every six months per per / a year over year",
                                    "one out of two in three out of",
                                    "three-digit double-digit tens of hundreds of thousands of of"};
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
