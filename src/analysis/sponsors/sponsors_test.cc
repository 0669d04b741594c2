#include "analysis/sponsors/sponsors.h"

#include <gtest/gtest.h>

#include <string>

namespace earwitness::analysis::sponsors {
namespace {

// One segment a line; "A: " at its start says who speaks.
struct Episode {
    Transcript transcript;
    std::vector<SponsorRead> reads;

    explicit Episode(const std::vector<std::pair<int, std::string>>& lines) {
        for (const auto& [speaker, line] : lines) {
            if (!transcript.text.empty()) transcript.text += "\n";
            const auto begin = static_cast<std::uint32_t>(transcript.text.size());
            transcript.text += line;
            transcript.segments.push_back(
                {{begin, static_cast<std::uint32_t>(transcript.text.size())}, {}, {}, speaker});
        }
        transcript.speakers = {{"s0", "Ada"}, {"s1", "Break"}, {"s2", "Bob"}};
        const Document document = build_document(transcript);
        reads = find_sponsors(document, build_terms(document, Background::load(Background::builtin_bytes()).value()));
    }
    std::string words(std::size_t i) const { return std::string(reads[i].span.in(transcript.text)); }
};

TEST(Sponsors, FindsAReadFromItsFirstSentenceToItsLastAndWhoPays) {
    const Episode e(
        {{0,
          "So that was the first bug. This episode is brought to you by Acme Cloud. They make servers easy. "
          "Go to acme.com/pod and use the code pod20 for 20% off. Now, back to the kernel and its drivers."},
         {2, "The kernel is large."}});
    ASSERT_EQ(e.reads.size(), 1u);
    EXPECT_EQ(e.reads[0].name, "Acme Cloud");
    EXPECT_EQ(e.words(0),
              "This episode is brought to you by Acme Cloud. They make servers easy. Go to acme.com/pod and use the "
              "code pod20 for 20% off.");
}

TEST(Sponsors, NamesTheAddressWhereNobodyElseIsNamed) {
    const Episode e(
        {{0, "You can try it today. Visit sentry.io and use the code show for two months free. We like them."}});
    ASSERT_EQ(e.reads.size(), 1u);
    EXPECT_EQ(e.reads[0].name, "Sentry");
}

TEST(Sponsors, ABreakEndsWhereTheTalkIsBack) {
    const Episode e({{0, "Let's take our second sponsored break. Our second sponsor for today is Acme Cloud."},
                     {2, "Alright, and we're back, talking to Ada. Before the break we spoke of the kernel."}});
    ASSERT_EQ(e.reads.size(), 1u);
    EXPECT_EQ(e.words(0), "Our second sponsor for today is Acme Cloud.");
    EXPECT_EQ(e.reads[0].name, "Acme Cloud");
}

TEST(Sponsors, TalkAboutSponsorsIsNotARead) {
    const char* cases[] = {
        "We typically record live on Thursdays. Look, we are recording live on Thursday!",
        "We want people to sign up for our newsletter, and we promote it in a way that is tasteful.",
        "When they sign up for it, we could generate them a coupon code for a sticker pack.",
        "Our project has five sponsors on GitHub, and that pays for the servers.",
        "Is this brought to you by graph theory?",
        "We asked how open source gets its money, and the answer was mostly sponsors.",
        "I started a free trial of it once and then I forgot to cancel.",
        "Go to the settings page and change the size there.",
    };
    for (const char* text : cases) {
        const Episode e({{0, text}});
        EXPECT_TRUE(e.reads.empty()) << text << " -> " << e.words(0);
    }
}

TEST(Sponsors, FindsHousekeeping) {
    const Episode e({{0,
                      "That was great. Thanks for listening. Please rate and review, leave us a review on Apple "
                      "Podcasts. Bye now."}});
    ASSERT_EQ(e.reads.size(), 1u);
    EXPECT_EQ(e.reads[0].name, "");
}

TEST(Sponsors, ASpeakerCalledBreakIsOne) {
    const Episode e({{0, "We talk on."}, {1, "Here is some music."}, {2, "And on."}});
    ASSERT_EQ(e.reads.size(), 1u);
    EXPECT_EQ(e.words(0), "Here is some music.");
}

}  // namespace
}  // namespace earwitness::analysis::sponsors
