#include "analysis/phrases.h"

#include <gtest/gtest.h>

#include <string>

namespace earwitness::analysis {
namespace {

// "label@words" of each hit.
std::string hits_in(const std::string& text) {
    static const PhraseSet set({{1, "brought to you by|brought to you"}, {2, "bargain|our bargains today"}, {3, "so"}});
    Transcript transcript;
    transcript.text = text;
    transcript.segments.push_back({{0, static_cast<std::uint32_t>(text.size())}, {}, {}, kNoSpeaker});
    const Document document = build_document(transcript);
    const Terms terms = build_terms(document, Background::load(Background::builtin_bytes()).value());
    std::string out;
    for (const auto& hit : set.find(terms)) {
        const Span words{document.tokens[hit.token].span.begin, document.tokens[hit.token + hit.count - 1].span.end};
        out += (out.empty() ? "" : " | ") + std::to_string(hit.label) + "@" + std::string(document.of(words));
    }
    return out;
}

TEST(Phrases, TheLongestAtEachWordInAnyInflectionAndNeverAcrossPunctuation) {
    const std::pair<const char*, const char*> cases[] = {
        {"This is Brought to you by Acme.", "1@Brought to you by"},
        {"It was brought to you. By whom?", "1@brought to you"},
        {"Brought, to you by", ""},
        {"Our bargains today are here.", "2@Our bargains today | 2@bargains"},
        {"They bargained it, so there.", "2@bargained | 3@so"},
        {"bargain", "2@bargain"},
        {"", ""},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(hits_in(text), expected) << text;
}

}  // namespace
}  // namespace earwitness::analysis
