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

// A model that answers about its task in place of doing it.
bool is_refusal(std::string_view summary) {
    constexpr std::array<std::string_view, 22> kPhrases = {"please provide the transcript",
                                                           "provide the full transcript",
                                                           "provide the podcast transcript",
                                                           "provide me with the transcript",
                                                           "provide the actual transcript",
                                                           "transcript you provided is",
                                                           "transcript you provided does",
                                                           "transcript provided is incomplete",
                                                           "no transcript was provided",
                                                           "transcript was not provided",
                                                           "cannot provide a summary",
                                                           "unable to provide a summary",
                                                           "cannot generate a summary",
                                                           "unable to summarize",
                                                           "i cannot summarize",
                                                           "i can't summarize",
                                                           "impossible to generate a",
                                                           "impossible to provide a",
                                                           "not possible to generate a",
                                                           "not possible to provide a",
                                                           "cannot extract",
                                                           "is insufficient to"};
    const std::string lower = text::lower(summary);
    return std::any_of(kPhrases.begin(), kPhrases.end(),
                       [&](std::string_view phrase) { return lower.find(phrase) != std::string::npos; });
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
    tally(audit, Defect::kNoSummary, front, !is_there, "no summary");
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
    tally(audit, Defect::kEmptyPage, front, !without.empty(), without);
}

}  // namespace earwitness::jekyll
