#include "text/stop_words.h"

#include <gtest/gtest.h>

namespace earwitness::text {
namespace {

TEST(StopWords, TellsFunctionWordsFromGenericOnesFromContent) {
    const std::pair<const char*, WordClass> cases[] = {
        {"the", WordClass::kStop},   {"don't", WordClass::kStop},      {"don\xE2\x80\x99t", WordClass::kStop},
        {"'s", WordClass::kStop},    {"gonna", WordClass::kStop},      {"y'all", WordClass::kStop},
        {"", WordClass::kContent},   {"really", WordClass::kWeak},     {"thing", WordClass::kWeak},
        {"wrote", WordClass::kWeak}, {"bitcoin", WordClass::kContent}, {"kernel", WordClass::kContent},
    };
    for (const auto& [word, expected] : cases) EXPECT_EQ(word_class(word), expected) << word;
}

}  // namespace
}  // namespace earwitness::text
