// The two protocols that language models are spoken to in. Servers differ in how they take a schema, and some drop it
// without a word: one that refuses a form with a 400 is asked in the plain one, and an answer that breaks the schema is
// an error.
#include <atomic>

#include "base/brief.h"
#include "fetch/address.h"
#include "llm/model.h"

namespace earwitness::llm {
namespace {

using nlohmann::json;

constexpr std::int64_t kMaxAnswerBytes = std::int64_t{4} << 20;

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

std::string text_at(const json& object, const char* name) {
    const auto found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>()
                                                                             : std::string();
}

std::int64_t number_at(const json& object, const char* name) {
    const auto found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() && found->is_number_unsigned() ? found->get<std::int64_t>() : 0;
}

json first_of(const json& object, const char* name) {
    if (!object.is_object() || !object.contains(name)) return nullptr;
    const json& list = object[name];
    return list.is_array() && !list.empty() ? list[0] : json(nullptr);
}

json member(const json& object, const char* name) {
    return object.is_object() && object.contains(name) ? object[name] : json(nullptr);
}

// The JSON in a model's text: some wrap it in a fence.
json parse_content(std::string_view text) {
    const std::size_t begin = text.find('{'), end = text.rfind('}');
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin)
        return json::value_t::discarded;
    return json::parse(text.substr(begin, end - begin + 1), nullptr, false);
}

class HttpModel : public LanguageModel {
  public:
    HttpModel(const ModelOptions& options, fetch::HttpClient& http) : options_(options), http_(http) {}

    Result<Answer> ask(const Question& question) override {
        auto answer = once(question, false);
        if (!answer && answer.error().code == ErrorCode::kRefused &&
            answer.error().message.find("answers 400") != std::string::npos) {
            auto again = once(question, true);
            // The first refusal says more than one of a request that was only a guess.
            if (again || again.error().code == ErrorCode::kMalformed) return again;
        }
        return answer;
    }

  protected:
    virtual json request(const Question& question, bool plain) const = 0;
    virtual void authorise(fetch::Request& request) const = 0;
    // The model's value, discarded where there is none; kMalformed where it was cut off or refused.
    virtual Result<json> content(const json& body) const = 0;
    virtual void count(const json& body, Answer& answer) const = 0;

    const ModelOptions options_;

  private:
    Result<Answer> once(const Question& question, bool plain) {
        fetch::Request request;
        request.url = options_.url;
        request.accept = "application/json";
        request.body = dump(this->request(question, plain));
        request.body_type = "application/json";
        request.max_bytes = kMaxAnswerBytes;
        request.time_limit_ms = options_.timeout_s * 1000;
        request.private_origin = fetch::private_origin_of(options_.url);  // the user named this server himself
        request.cancelled = question.cancelled;
        authorise(request);
        const auto response = http_.post(request);
        if (!response) return response.error();
        const auto wrong = [&](const std::string& why) {
            return make_error(ErrorCode::kMalformed, options_.url + ": " + why);
        };
        const json body = json::parse(response->body, nullptr, false);
        if (!body.is_object()) return wrong("the answer is no JSON object");
        auto value = content(body);
        if (!value) return wrong(value.error().message);
        if (value->is_discarded()) return wrong("the model's answer is not the JSON that was asked for");
        if (auto good = check_schema(*value, question.schema); !good)
            return wrong("the answer breaks the schema: " + base::brief(good.error().message));
        Answer answer;
        answer.value = std::move(*value);
        count(body, answer);
        return answer;
    }

    fetch::HttpClient& http_;
};

class OpenAiModel : public HttpModel {
  public:
    using HttpModel::HttpModel;

  private:
    json request(const Question& q, bool plain) const override {
        json out = {{"model", options_.model},
                    {"messages", json::array({{{"role", "system"}, {"content", q.system}},
                                              {{"role", "user"}, {"content", q.user}}})},
                    {"max_tokens", options_.answer_tokens},
                    {"temperature", 0},
                    {"stream", false}};
        if (plain)
            out["response_format"] = {{"type", "json_object"}, {"schema", q.schema}};
        else
            out["response_format"] = {{"type", "json_schema"},
                                      {"json_schema", {{"name", "additions"}, {"strict", true}, {"schema", q.schema}}}};
        return out;
    }
    void authorise(fetch::Request& request) const override {
        if (!options_.key.empty()) request.authorization = "Bearer " + options_.key;
    }
    Result<json> content(const json& body) const override {
        const json choice = first_of(body, "choices");
        const std::string reason = text_at(choice, "finish_reason");
        if (reason != "stop")
            return make_error(ErrorCode::kMalformed,
                              "the model did not finish (finish_reason \"" + base::brief(reason) + "\")");
        return parse_content(text_at(member(choice, "message"), "content"));
    }
    void count(const json& body, Answer& answer) const override {
        const json usage = member(body, "usage");
        answer.tokens_in = number_at(usage, "prompt_tokens");
        answer.tokens_out = number_at(usage, "completion_tokens");
    }
};

// Structured answers by a tool that the model must call.
class AnthropicModel : public HttpModel {
  public:
    using HttpModel::HttpModel;

  private:
    json request(const Question& q, bool) const override {
        return {
            {"model", options_.model},
            {"max_tokens", options_.answer_tokens},
            {"temperature", 0},
            {"system", q.system},
            {"messages", json::array({{{"role", "user"}, {"content", q.user}}})},
            {"tools",
             json::array({{{"name", "additions"}, {"description", "Takes the answer."}, {"input_schema", q.schema}}})},
            {"tool_choice", {{"type", "tool"}, {"name", "additions"}}}};
    }
    void authorise(fetch::Request& request) const override {
        if (!options_.key.empty()) request.headers.emplace_back("x-api-key", options_.key);
        request.headers.emplace_back("anthropic-version", "2023-06-01");
    }
    Result<json> content(const json& body) const override {
        const std::string reason = text_at(body, "stop_reason");
        if (reason != "tool_use" && reason != "end_turn")
            return make_error(ErrorCode::kMalformed,
                              "the model did not finish (stop_reason \"" + base::brief(reason) + "\")");
        const json blocks = member(body, "content");
        for (const json& block : blocks)
            if (text_at(block, "type") == "tool_use" && text_at(block, "name") == "additions")
                return member(block, "input");
        return json(json::value_t::discarded);
    }
    void count(const json& body, Answer& answer) const override {
        const json usage = member(body, "usage");
        answer.tokens_in = number_at(usage, "input_tokens");
        answer.tokens_out = number_at(usage, "output_tokens");
    }
};

}  // namespace

Result<std::unique_ptr<LanguageModel>> create_model(const ModelOptions& options, fetch::HttpClient& http) {
    const auto missing = [](const std::string& what) {
        return make_error(ErrorCode::kInvalidArgument, what + " (docs/llm.md)");
    };
    if (options.provider != "openai" && options.provider != "anthropic")
        return missing("no provider '" + options.provider + "' of language models; there are openai and anthropic");
    if (!options.url.starts_with("http://") && !options.url.starts_with("https://"))
        return missing(
            "a language model needs the address of its server, such as http://127.0.0.1:8080/v1/chat/completions");
    if (options.model.empty()) return missing("a language model needs its name: --model or model under [llm]");
    if (options.context_tokens < 2 * options.answer_tokens)
        return missing("the model's context must be at least twice as long as its answer");
    if (options.provider == "openai")
        return std::unique_ptr<LanguageModel>(std::make_unique<OpenAiModel>(options, http));
    return std::unique_ptr<LanguageModel>(std::make_unique<AnthropicModel>(options, http));
}

}  // namespace earwitness::llm
