// Summaries, insights, actions, topics.
#include <algorithm>
#include <array>

#include "jekyll/audit/checks.h"
#include "text/utf8.h"

namespace earwitness::jekyll {
namespace {

constexpr std::size_t kRunaway = 300, kFragment = 15;  // characters

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool has_any(std::string_view text, const auto& phrases) {
    return std::any_of(std::begin(phrases), std::end(phrases),
                       [&](std::string_view phrase) { return text.find(phrase) != std::string_view::npos; });
}

// A model that answers about its task in place of doing it: it opens in its own person with what it cannot do and
// speaks of what it was given, or asks for something else to work on.
bool is_refusal(std::string_view summary) {
    constexpr std::size_t kOpening = 500;
    // clang-format off
    constexpr std::array<std::string_view, 21> kOwnPerson = {
        "i cannot", "i can't", "i can not", "i'm unable", "i am unable", "i'm sorry", "i apologize", "i notice", "i need to clarify", "i'm not able",
        "i am not able", "i don't see", "i do not see", "i don't have", "i do not have", "i would need", "i'd need", "i need the", "unfortunately, i",
        "there might be some confusion", "there has been a misunderstanding"};
    constexpr std::array<std::string_view, 8> kWhatItWasGiven = {
        "transcript", "text you", "content you", "you provided", "you've provided", "your request", "provided text", "provided content"};
    constexpr std::array<std::string_view, 13> kAsks = {
        "please provide the", "please provide that", "please provide a", "please provide me", "please share the", "please paste", "provide the full transcript",
        "provide the actual transcript", "once you provide", "no transcript was provided", "transcript was not provided", "transcript provided is incomplete",
        "transcript provided is empty"};
    // clang-format on
    std::string lower = text::lower(summary);
    for (std::size_t at = lower.find("’"); at != std::string::npos; at = lower.find("’", at)) lower.replace(at, 3, "'");
    const std::string_view opening = std::string_view(lower).substr(0, kOpening);
    return (has_any(opening, kOwnPerson) && has_any(opening, kWhatItWasGiven)) || has_any(lower, kAsks);
}

// Its last character ends no sentence, no heading and no list's entry that is a mere name.
bool ends_inside_a_sentence(std::string_view summary) {
    summary = text::trimmed(summary);
    if (summary.empty()) return false;
    const char last = summary.back();
    if (last == ',' || last == ';' || last == '-') return true;
    const bool word = (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z') || (last >= '0' && last <= '9');
    if (!word) return false;
    const std::size_t line = summary.rfind('\n');
    return characters(line == std::string_view::npos ? summary : summary.substr(line + 1)) > 60;
}

bool has_leftover(std::string_view text) {
    return text.find("```") != std::string_view::npos || text.starts_with("{\"");
}

bool is_about(const Value& front, std::string_view key) { return !items_at(front, key).empty(); }

}  // namespace

void check_summary(const Value& front, PageAudit& audit) {
    const Value* summary = front.find("summary");
    const bool is_there = summary != nullptr && !(summary->is_scalar() && text::trimmed(summary->text).empty());
    tally(audit, Defect::kNoSummary, whole_page(), !is_there, "no summary");
    if (!is_there) return;
    tally(audit, Defect::kListSummary, *summary, !summary->is_scalar(),
          "a list of " + std::to_string(summary->items.size()));
    if (!summary->is_scalar()) return;
    const std::string_view text = text::trimmed(summary->text);
    tally(audit, Defect::kRefusedSummary, *summary, is_refusal(text), text.substr(0, text.find('\n')));
    const std::size_t line = text.rfind('\n');
    tally(audit, Defect::kCutSummary, *summary, ends_inside_a_sentence(text),
          text.substr(line == std::string_view::npos ? 0 : line + 1));
    tally(audit, Defect::kLeftover, *summary, has_leftover(text), text.substr(0, text.find('\n')));
}

void check_insights(const Value& front, PageAudit& audit) {
    for (const Value& insight : items_at(front, "insights")) {
        const std::string_view text = words_at(insight, "text");
        const bool empty = text::trimmed(text).empty();
        tally(audit, Defect::kEmptyInsight, insight, empty,
              "type " + std::string(words_at(insight, "type")) + ", no words");
        if (insight.find("source") != nullptr || empty) continue;
        tally(audit, Defect::kRunawayInsight, insight, characters(text) > kRunaway,
              std::to_string(characters(text)) + " characters: " + std::string(text));
        tally(audit, Defect::kFragmentInsight, insight, characters(text) < kFragment, text);
    }
    for (const Value& action : items_at(front, "actionable_items")) {
        const std::string_view word = text::trimmed(words_at(action, "action"));
        tally(audit, Defect::kOneWordAction, action, word.find(' ') == std::string_view::npos, word);
    }
    for (const Value& topic : items_at(front, "topics")) {
        const Value* prominence = topic.find("prominence");
        tally(audit, Defect::kSaturatedTopic, topic, prominence != nullptr && prominence->as_number().value_or(0) >= 1,
              words_at(topic, "topic"));
    }
    std::string without;
    for (const std::string_view key : {"companies", "quotes", "topics"})
        if (!is_about(front, key)) without += (without.empty() ? "no " : ", no ") + std::string(key);
    tally(audit, Defect::kEmptyPage, whole_page(), !without.empty(), without);
}

}  // namespace earwitness::jekyll
