#include "cli/llm_choice.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace earwitness::cli {
namespace {

constexpr const char* kVariable = "EARWITNESS_LLM_CHOICE_TEST_KEY";

pipeline::LlmSettings from_the_file() {
    pipeline::LlmSettings settings;
    settings.provider = "openai";
    settings.url = "http://127.0.0.1:1/v1/chat/completions";
    settings.model = "small";
    settings.key_env = kVariable;
    return settings;
}

TEST(LlmChoice, WhatIsTypedGoesBeforeTheFile) {
    ::setenv(kVariable, "secret", 1);
    pipeline::LlmSettings settings = from_the_file();
    LlmChoice choice;
    choice.model = "large";
    ASSERT_TRUE(apply_llm_choice(choice, settings));
    EXPECT_EQ(settings.model, "large");
    EXPECT_EQ(settings.url, from_the_file().url);
    EXPECT_EQ(settings.key, "secret");
    ::unsetenv(kVariable);
}

TEST(LlmChoice, TheKeyOfOneServerIsNotSentToAnother) {
    ::setenv(kVariable, "secret", 1);
    pipeline::LlmSettings settings = from_the_file();
    LlmChoice choice;
    choice.url = "http://elsewhere.test/v1/chat/completions";
    ASSERT_TRUE(apply_llm_choice(choice, settings));
    EXPECT_EQ(settings.key_env, "");
    EXPECT_EQ(settings.key, "");
    settings = from_the_file();
    choice.url = settings.url;  // the same one, typed
    ASSERT_TRUE(apply_llm_choice(choice, settings));
    EXPECT_EQ(settings.key, "secret");
    ::unsetenv(kVariable);
}

TEST(LlmChoice, SaysWhatIsMissing) {
    ::unsetenv(kVariable);
    pipeline::LlmSettings none, keyless = from_the_file();
    EXPECT_NE(apply_llm_choice({}, none).error().message.find("no language model is chosen"), std::string::npos);
    const Status done = apply_llm_choice({}, keyless);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::kInvalidArgument);
    EXPECT_NE(done.error().message.find(std::string("$") + kVariable + " is not set"), std::string::npos);
}

}  // namespace
}  // namespace earwitness::cli
