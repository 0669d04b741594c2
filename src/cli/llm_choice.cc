#include "cli/llm_choice.h"

#include <cstdlib>
#include <ostream>

#include "cli/session.h"
#include "pipeline/llm_stage.h"

namespace earwitness::cli {

void add_llm_options(CLI::App& command, LlmChoice& choice) {
    command.add_option("--provider", choice.provider, "openai (chat completions) or anthropic")
        ->check(CLI::IsMember({"openai", "anthropic"}));
    command.add_option("--url", choice.url, "Of the server: .../v1/chat/completions or .../v1/messages");
    command.add_option("--model", choice.model, "The model's name");
    command.add_option("--key-env", choice.key_env, "The environment variable that holds the service's key");
}

Status apply_llm_choice(const LlmChoice& choice, pipeline::LlmSettings& settings) {
    const auto put = [](const std::string& typed, std::string& set) {
        if (!typed.empty()) set = typed;
    };
    // Another server has another key.
    if (!choice.url.empty() && choice.url != settings.url) settings.key_env.clear();
    put(choice.provider, settings.provider);
    put(choice.url, settings.url);
    put(choice.model, settings.model);
    put(choice.key_env, settings.key_env);
    if (settings.provider.empty())
        return make_error(
            ErrorCode::kInvalidArgument,
            "no language model is chosen, and none is needed; to have one, set provider, url and model "
            "under [llm] in earwitness.toml; `llm read` takes --provider, --url and --model, too (docs/llm.md)");
    if (settings.key_env.empty()) return {};
    const char* key = std::getenv(settings.key_env.c_str());
    if (key == nullptr || *key == '\0')
        return make_error(ErrorCode::kInvalidArgument,
                          "$" + settings.key_env + " is not set; it should hold the key of the language model");
    settings.key = key;
    return {};
}

Status run_llm(const pipeline::Services& services, const pipeline::RunOptions& options, pipeline::RunSummary& summary,
               Context& context) {
    if (!context.quiet) {
        const auto plan = pipeline::plan_llm(services, options.names, options.llm);
        if (!plan) return plan.error();
        const auto& llm = services.settings.llm;
        if (plan->asked.requests > 0)
            context.err << "earwitness: to ask " << llm.model << " at " << llm.url << " about "
                        << counted(plan->episodes, "episode", "episodes") << ": "
                        << pipeline::LlmBudget::estimate(plan->asked.requests, plan->asked.tokens_in,
                                                         plan->asked.tokens_out, llm)
                        << "\n";
    }
    return pipeline::run_llm(services, options, summary);
}

}  // namespace earwitness::cli
