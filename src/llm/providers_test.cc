// What is sent to each kind of server, and what of its answers is believed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fetch/fake.h"
#include "llm/model.h"

namespace earwitness::llm {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;

constexpr const char* kChat = "http://127.0.0.1:8080/v1/chat/completions";
constexpr const char* kMessages = "https://api.example/v1/messages";

const json kSchema = {{"type", "object"},
                      {"properties", {{"title", {{"type", "string"}, {"maxLength", 20}}}}},
                      {"required", {"title"}},
                      {"additionalProperties", false}};

std::string chat(const std::string& content, const std::string& reason = "stop") {
    return json{{"choices", {{{"finish_reason", reason}, {"message", {{"content", content}}}}}},
                {"usage", {{"prompt_tokens", 12}, {"completion_tokens", 3}}}}
        .dump();
}

std::string message(const json& input, const std::string& reason = "tool_use") {
    return json{{"stop_reason", reason},
                {"content",
                 {{{"type", "text"}, {"text", "Here it is."}},
                  {{"type", "tool_use"}, {"name", "additions"}, {"input", input}}}},
                {"usage", {{"input_tokens", 7}, {"output_tokens", 2}}}}
        .dump();
}

class Providers : public ::testing::Test {
  protected:
    Result<Answer> ask(const std::string& provider, const char* url) {
        ModelOptions options;
        options.provider = provider;
        options.url = url;
        options.model = "m";
        options.key = "secret";
        auto model = create_model(options, http);
        EXPECT_TRUE(model) << model.error().message;
        return (*model)->ask({"be brief", "the talk", kSchema, nullptr});
    }
    json sent(std::size_t i) { return json::parse(http.requests().at(i).body); }

    fetch::FakeHttpClient http;
};

TEST_F(Providers, ChatCompletionsAreAskedWithTheSchemaAndTheKey) {
    http.answer(kChat, chat(R"({"title": "Lamps"})"));
    const auto answer = ask("openai", kChat);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->value["title"], "Lamps");
    EXPECT_EQ(answer->tokens_in, 12);
    EXPECT_EQ(answer->tokens_out, 3);
    EXPECT_EQ(http.requests().at(0).authorization, "Bearer secret");
    EXPECT_EQ(http.requests().at(0).private_origin, "127.0.0.1:8080") << "the user named it";
    EXPECT_EQ(sent(0)["response_format"]["json_schema"]["schema"], kSchema);
    EXPECT_EQ(sent(0)["messages"][0]["role"], "system");
    EXPECT_EQ(sent(0)["messages"][1]["content"], "the talk");
    EXPECT_EQ(sent(0)["temperature"], 0);
}

TEST_F(Providers, MessagesAreAskedByATool) {
    http.answer(kMessages, message({{"title", "Lamps"}}));
    const auto answer = ask("anthropic", kMessages);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->value["title"], "Lamps");
    EXPECT_EQ(answer->tokens_in, 7);
    EXPECT_EQ(answer->tokens_out, 2);
    const auto request = http.requests().at(0);
    EXPECT_EQ(request.authorization, "");
    EXPECT_THAT(request.headers, Contains(Pair("x-api-key", "secret")));
    EXPECT_EQ(sent(0)["tools"][0]["input_schema"], kSchema);
    EXPECT_EQ(sent(0)["tool_choice"]["name"], "additions");
}

TEST_F(Providers, AFenceAroundTheJsonIsTaken) {
    http.answer(kChat, chat("Sure!\n```json\n{\"title\": \"Lamps\"}\n```"));
    EXPECT_EQ(ask("openai", kChat)->value["title"], "Lamps");
}

TEST_F(Providers, WhatIsBrokenIsAnErrorThatSaysWhy) {
    const std::pair<std::string, const char*> cases[] = {
        {chat("no JSON"), "not the JSON"},
        {chat(R"({"title": 7})"), "title is number"},
        {chat(R"({"other": "x"})"), "has no"},
        {chat(R"({"title": "Lamps", "more": 1})"), "nobody asked for"},
        {chat(R"({"title": "a title that is longer than it may be, by far, and then by farther still, on and on"})"),
         "longer than 20"},
        {chat(R"({"title": "Lamps"})", "length"), "finish_reason \"length\""},
        {chat(R"({"title": "Lamps"})", "content_filter"), "content_filter"},
        {"[]", "no JSON object"},
        {"{}", "finish_reason \"\""},
        {R"({"choices": {"a": 1}})", "finish_reason"},
        {R"({"choices": [7]})", "finish_reason"},
        {"\xFF\xFE", "no JSON object"},
    };
    int n = 0;
    for (const auto& [body, why] : cases) {
        const std::string url = std::string(kChat) + "?" + std::to_string(n++);
        http.answer(url, body);
        const auto answer = ask("openai", url.c_str());
        ASSERT_FALSE(answer) << body;
        EXPECT_EQ(answer.error().code, ErrorCode::kMalformed);
        EXPECT_THAT(answer.error().message, HasSubstr(why));
        EXPECT_THAT(answer.error().message, ::testing::Not(HasSubstr("secret")));
    }
    for (const std::string& body : {message({{"title", "x"}}, "max_tokens"), message("text"),
                                    std::string("{\"content\": 3, \"stop_reason\": \"end_turn\"}")}) {
        const std::string url = std::string(kMessages) + "?" + std::to_string(n++);
        http.answer(url, body);
        const auto answer = ask("anthropic", url.c_str());
        ASSERT_FALSE(answer) << body;
        EXPECT_EQ(answer.error().code, ErrorCode::kMalformed) << answer.error().message;
    }
}

TEST_F(Providers, AServerWithoutSchemasIsAskedInThePlainForm) {
    http.fail(kChat, make_error(ErrorCode::kRefused, "it answers 400: response_format is not supported"));
    http.answer(kChat, chat(R"({"title": "Lamps"})"));
    EXPECT_TRUE(ask("openai", kChat));
    EXPECT_EQ(sent(1)["response_format"]["type"], "json_object");
}

TEST_F(Providers, AFailureOfTheServerIsNotAskedAgainHere) {
    http.fail(kChat, make_error(ErrorCode::kUnavailable, "it answers 503"));
    const auto answer = ask("openai", kChat);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::kUnavailable);
    EXPECT_EQ(http.requests().size(), 1u) << "retries are the client's";
}

TEST_F(Providers, WhatIsMissingIsNamed) {
    const auto error = [&](auto&& change) {
        ModelOptions options;
        options.provider = "openai";
        options.url = kChat;
        options.model = "m";
        change(options);
        const auto model = create_model(options, http);
        return model ? std::string() : model.error().message;
    };
    EXPECT_EQ(error([](ModelOptions&) {}), "");
    EXPECT_THAT(error([](ModelOptions& o) { o.provider = "oracle"; }), HasSubstr("no provider 'oracle'"));
    EXPECT_THAT(error([](ModelOptions& o) { o.url = "ftp://x"; }), HasSubstr("address of its server"));
    EXPECT_THAT(error([](ModelOptions& o) { o.model = ""; }), HasSubstr("--model"));
    EXPECT_THAT(error([](ModelOptions& o) { o.context_tokens = o.answer_tokens; }), HasSubstr("twice as long"));
}

TEST(Schema, SaysWhereAndWhat) {
    const json schema = {{"type", "object"},
                         {"properties",
                          {{"kind", {{"type", "string"}, {"enum", {"a", "b"}}}},
                           {"cites", {{"type", "array"}, {"maxItems", 2}, {"items", {{"type", "integer"}}}}}}},
                         {"required", {"kind"}},
                         {"additionalProperties", false}};
    const auto why = [&](const json& value) {
        const auto good = check_schema(value, schema);
        return good ? std::string() : good.error().message;
    };
    EXPECT_EQ(why({{"kind", "a"}}), "");
    EXPECT_EQ(why({{"kind", "b"}, {"cites", {1, -2}}}), "");
    EXPECT_THAT(why({{"kind", "c"}}), HasSubstr("answer.kind is none of the values"));
    EXPECT_THAT(why({{"cites", {1}}}), HasSubstr("has no \"kind\""));
    EXPECT_THAT(why({{"kind", "a"}, {"cites", {1, 2, 3}}}), HasSubstr("answer.cites has more than 2"));
    EXPECT_THAT(why({{"kind", "a"}, {"cites", {1, 2.5}}}), HasSubstr("answer.cites[1] is number, not integer"));
    EXPECT_THAT(why({{"kind", "a"}, {"x", 1}}), HasSubstr("nobody asked for"));
    EXPECT_THAT(why(json::array()), HasSubstr("answer is array, not object"));
    EXPECT_THAT(why(nullptr), HasSubstr("null"));
}

}  // namespace
}  // namespace earwitness::llm
