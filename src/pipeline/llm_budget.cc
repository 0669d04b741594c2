#include "pipeline/llm_budget.h"

#include <cstdio>

namespace earwitness::pipeline {
namespace {

std::string amount(double value) {
    char text[48];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

double cost(std::int64_t in, std::int64_t out, const LlmSettings& settings) {
    return (static_cast<double>(in) * settings.price_in + static_cast<double>(out) * settings.price_out) / 1e6;
}

}  // namespace

Status LlmBudget::take(std::int64_t tokens_in, std::int64_t tokens_out) {
    const std::lock_guard guard(lock_);
    if (closed_) return *closed_;
    const std::int64_t in = in_ + tokens_in, out = out_ + tokens_out;
    if (settings_.max_tokens > 0 && in + out > settings_.max_tokens)
        return make_error(ErrorCode::kRefused, "the limit of " + std::to_string(settings_.max_tokens) +
                                                   " tokens a run (llm.max_tokens) is reached; the next run goes on");
    if (settings_.max_cost > 0 && cost(in, out, settings_) > settings_.max_cost)
        return make_error(ErrorCode::kRefused, "the limit of " + amount(settings_.max_cost) +
                                                   " a run (llm.max_cost) is reached; the next run goes on");
    in_ = in;
    out_ = out;
    return {};
}

void LlmBudget::close(const Error& why) {
    const std::lock_guard guard(lock_);
    closed_ = why;
}

std::string LlmBudget::estimate(std::size_t requests, std::int64_t tokens_in, std::int64_t tokens_out,
                                const LlmSettings& settings) {
    std::string text = "at most " + std::to_string(requests) + (requests == 1 ? " request, " : " requests, ") +
                       std::to_string(tokens_in) + " tokens in and " + std::to_string(tokens_out) + " out";
    if (settings.max_tokens > 0) text += " (at most " + std::to_string(settings.max_tokens) + " a run)";
    if (settings.price_in + settings.price_out > 0) {
        text += ", at most " + amount(cost(tokens_in, tokens_out, settings));
        if (settings.max_cost > 0) text += " (the limit of a run is " + amount(settings.max_cost) + ")";
    }
    return text;
}

}  // namespace earwitness::pipeline
