#include "pipeline/speech_budget.h"

#include <cstdio>

namespace earwitness::pipeline {
namespace {

constexpr double kHourMs = 3'600'000;

std::string amount(double value) {
    char text[48];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

std::string duration(std::int64_t ms) {
    const std::int64_t minutes = (ms + 59'999) / 60'000;
    return (minutes >= 60 ? std::to_string(minutes / 60) + " h " : "") + std::to_string(minutes % 60) + " min";
}

}  // namespace

Status SpeechBudget::take(std::int64_t ms) {
    const std::lock_guard guard(lock_);
    const std::int64_t after = taken_ms_ + ms;
    if (settings_.max_minutes > 0 && after > settings_.max_minutes * 60'000)
        return make_error(ErrorCode::kRefused, "the limit of " + std::to_string(settings_.max_minutes) +
                                                   " minutes of audio a run (speech.max_minutes) is reached; the next "
                                                   "run goes on");
    const double cost = static_cast<double>(after) / kHourMs * settings_.price_per_hour;
    if (settings_.max_cost > 0 && cost > settings_.max_cost)
        return make_error(ErrorCode::kRefused, "the limit of " + amount(settings_.max_cost) +
                                                   " a run (speech.max_cost) is reached; the next run goes on");
    taken_ms_ = after;
    return {};
}

std::int64_t SpeechBudget::taken_ms() const {
    const std::lock_guard guard(lock_);
    return taken_ms_;
}

std::string SpeechBudget::estimate(std::int64_t ms, const SpeechSettings& settings) {
    std::string out = duration(ms) + " of audio";
    if (settings.max_minutes > 0) out += " (at most " + std::to_string(settings.max_minutes) + " min a run)";
    if (settings.price_per_hour > 0) {
        out += ", about " + amount(static_cast<double>(ms) / kHourMs * settings.price_per_hour);
        if (settings.max_cost > 0) out += " (at most " + amount(settings.max_cost) + " a run)";
    }
    return out;
}

}  // namespace earwitness::pipeline
