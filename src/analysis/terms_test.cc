#include "analysis/terms.h"

#include <gtest/gtest.h>

#include <string>

namespace earwitness::analysis {
namespace {

struct Reading {
    Transcript transcript;
    Document document;
    Terms terms;
};

void read(const std::string& text, Reading& r) {
    r.transcript.text = text;
    r.transcript.segments.push_back({{0, static_cast<std::uint32_t>(text.size())}, {}, {}, kNoSpeaker});
    r.document = build_document(r.transcript);
    r.terms = build_terms(r.document, Background::load(Background::builtin_bytes()).value());
}

const Term* term(const Reading& r, std::string_view key) {
    for (const Term& t : r.terms.terms)
        if (t.key == key) return &t;
    return nullptr;
}

TEST(Terms, FormsOfAWordAreOneTerm) {
    Reading r;
    read("The models are here. We like the Models and this model, and so do you.", r);
    ASSERT_NE(term(r, "model"), nullptr);
    EXPECT_EQ(term(r, "model")->count, 3u);
    EXPECT_EQ(term(r, "model")->capitalised, 1u);
    ASSERT_NE(term(r, "the"), nullptr);
    EXPECT_EQ(r.terms.word_class[static_cast<std::size_t>(term(r, "the") - r.terms.terms.data())],
              text::WordClass::kStop);
    EXPECT_TRUE(r.terms.english);
    EXPECT_EQ(r.terms.of_token.size(), r.document.tokens.size());
}

TEST(Terms, KnowsEnglishFromOtherLanguages) {
    Reading r;
    read(
        "Nous avons parl\xC3\xA9 hier de la politique du gouvernement et des \xC3\xA9lections qui viennent, avec nos "
        "amis de Paris.",
        r);
    EXPECT_FALSE(r.terms.english);
}

TEST(Terms, KnowsUncasedText) {
    Reading r;
    std::string text;
    for (int i = 0; i < 500; ++i) text += "we talk about the kernel and its drivers ";
    read(text, r);
    EXPECT_FALSE(r.terms.cased);
}

TEST(Terms, AnEmptyDocumentHasNone) {
    Reading r;
    read("", r);
    EXPECT_TRUE(r.terms.terms.empty());
}

}  // namespace
}  // namespace earwitness::analysis
